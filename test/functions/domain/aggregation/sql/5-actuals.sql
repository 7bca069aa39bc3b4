create table actuals as
select scope, "window" as period, indicator,
  now.result as value, if(now.is_ratio, now.v, null) as numerator, if(now.is_ratio, now.d, null) as denominator,
  year.result as year_to_date, plan.result as plan_to_date, coalesce(reported, 0) as reported, coalesce(expected, 0) as expected
from (from reporting select scope, "window", indicator union from expecting select scope, "window", indicator
  union from results select scope, "window", indicator where span <> 'period' and result is not null)
left join reporting using (scope, "window", indicator)
left join expecting using (scope, "window", indicator)
left join (from results where span = 'period' and dimension = '') now using (scope, "window", indicator)
left join (from results where span = 'year to date') year using (scope, "window", indicator)
left join (from results where span = 'plan to date') plan using (scope, "window", indicator);

-- What a total has beyond the categories of each dimension.
create table rests as
select total.scope, total."window" as period, indicator, of_indicator.dimension,
  any_value(total.result) - coalesce(sum(part.result), 0) as rest,
  abs(any_value(total.result)) + coalesce(sum(abs(part.result)), 0) as scale
from results total join indicators using (indicator) join indicator_dimensions of_indicator using (indicator)
left join results part on part.span = 'period' and part.scope = total.scope and part."window" = total."window"
  and part.indicator = total.indicator and part.dimension = of_indicator.dimension
where has_rest and total.span = 'period' and total.dimension = '' and total.result is not null
group by all;

create table breakdowns as
select scope, "window" as period, indicator, dimension, category, result as value
from results where span = 'period' and dimension <> ''
union all
select scope, period, indicator, dimension, '?', rest from rests where rest > 1e-9 * scale;
