-- What adds up: the parts of a ratio, sums, and whatever is counted. What is left over of a total besides its categories adds up with
-- them only where all of them are sums.
create table indicators as
select *, over_units = 'ratio' as is_ratio,
  over_units in ('ratio', 'sum') or kind in ('count', 'amount') as adds_up,
  kind in ('count', 'amount') and over_units in ('sum', 'none') and over_time not in ('max', 'mean') as has_rest
from plan_indicators;

-- Which stated periods a figure is made of: those within its period, all of its year up to the period's end, all of the plan up to it.
create table made_of as
select w.period as "window", p.period, 'period' as span, p.period = w.period as is_itself, p."to" as ends
from periods w join periods p on p."from" >= w."from" and p."to" <= w."to"
union all
select w.period, p.period, 'year to date', p."from" = w.year * 12 + 1 and p."to" = w."to", p."to"
from periods w join periods p on p.year = w.year and p."to" <= w."to"
union all
select w.period, p.period, 'plan to date', false, p."to"
from periods w join periods p on p."to" <= w."to";

-- Periods of the same year that end right before another begins: running totals are differenced against them.
create table right_before as
select w.period as "window", p.period, 'period' as span
from periods w join periods p on p.year = w.year and p."to" = w."from" - 1;

-- Every unit of a scope's subtree, the scope itself included, in each version of the plan.
create table beneath as
with recursive line as (
  select version, unit as scope, unit from units
  union all
  select line.version, units.parent, line.unit
  from line join units on units.version = line.version and units.unit = line.scope
  where units.parent is not null
)
select * from line;
