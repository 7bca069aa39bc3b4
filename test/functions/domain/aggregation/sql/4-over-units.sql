create table of_scope as
select
  scope, "window", indicator, span, dimension, category, is_ratio,
  case over_units
    when 'sum' then sum(v)
    when 'ratio' then sum(v)
    when 'mean' then avg(v)
    when 'max' then max(v)
    when 'min' then min(v)
    when 'none' then max(v) filter (unit = scope)
  end as v,
  if(is_ratio, sum(d), null) as d
from of_unit
join periods on periods.period = "window"
join beneath using (version, unit)
join indicators using (indicator)
group by scope, "window", indicator, span, dimension, category, is_ratio, over_units
having v is not null;

create view results as
select *, if(is_ratio, if(d = 0, null, v / d), v) as result from of_scope;

create table reporting as
select scope, "window", indicator, count(distinct unit) as reported
from last_in join periods on periods.period = "window" join beneath using (version, unit)
where span = 'period'
group by all;

-- Who should report: the units, or kinds of unit, named; else countries and offices; open for a day of the period at least.
create table expecting as
select scope, period as "window", indicator, count(*) as expected
from periods join indicators on frequency <= "to" - "from" + 1
join units on units.version = periods.version
  and if(reported_by is null, units.kind in ('country', 'office'), list_has_any(string_split(reported_by, ' '), [unit::text, units.kind]))
  and coalesce(opened <= last_day(make_date(year, "to" - year * 12, 1)), true)
  and coalesce(closed >= make_date(year, "from" - year * 12, 1), true)
join beneath on beneath.version = units.version and beneath.unit = units.unit
group by all;
