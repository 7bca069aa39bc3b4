-- Sums in another order differ in the last digits.
create macro same(a, b) as
  a is not distinct from b or coalesce(abs(a - b) <= 1e-9 * greatest(1000, abs(a), abs(b)), false);

create table differences as
select 'actuals' as of, scope, period, indicator, null as dimension, null as category,
  {value: s.value, numerator: s.numerator, denominator: s.denominator, year: s.year_to_date, plan: s.plan_to_date, reported: s.reported, expected: s.expected}::text as sql,
  {value: o.value, numerator: o.numerator, denominator: o.denominator, year: o.year_to_date, plan: o.plan_to_date, reported: o.reported, expected: o.expected}::text as ours
from actuals s full join our_actuals o using (scope, period, indicator)
where not (same(s.value, o.value) and same(s.numerator, o.numerator) and same(s.denominator, o.denominator)
  and same(s.year_to_date, o.year_to_date) and same(s.plan_to_date, o.plan_to_date) and s.reported is not distinct from o.reported
  and s.expected is not distinct from o.expected)
union all
select 'breakdowns', scope, period, indicator, dimension, category, s.value::text, o.value::text
from breakdowns s full join our_breakdowns o using (scope, period, indicator, dimension, category)
where s.scope is null or o.scope is null or not same(s.value, o.value);
