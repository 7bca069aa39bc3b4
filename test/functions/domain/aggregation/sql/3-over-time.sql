-- What a unit stated, less the periods made up of finer ones that it stated too.
create table counting as
with stated as (select distinct unit, indicator, period from series)
from stated anti join (
  select coarse.unit, coarse.indicator, coarse.period
  from stated coarse join made_of on "window" = coarse.period and span = 'period' and not is_itself
  join stated fine on fine.unit = coarse.unit and fine.indicator = coarse.indicator and fine.period = made_of.period
) using (unit, indicator, period);

-- Per unit, indicator and window the last period that counts in it.
create table last_in as
select unit, indicator, "window", span, max_by(period, ends) as period
from counting join made_of using (period)
group by all;

-- Of each year of the plan so far likewise.
create table last_of_year as
select unit, indicator, "window", year, max_by(period, ends) as period
from counting join made_of using (period) join periods using (period)
where span = 'plan to date'
group by all;

-- The total of all spans and the categories of the period, with the periods they are made of.
create view within_window as
select * from counting join series using (unit, indicator, period) join made_of using (period) join indicators using (indicator)
where span = 'period' or dimension = '';

create view at_the_end as
select * from last_in join series using (unit, indicator, period) join indicators using (indicator)
where span = 'period' or dimension = '';

create table of_unit as
-- Flows add up; the parts of a ratio do so in a mean too.
select unit, indicator, "window", span, dimension, category, sum(v) as v, sum(d) as d
from within_window
where (over_time = 'sum' and reported_as = 'per-period') or (over_time = 'mean' and is_ratio)
group by all
union all
select unit, indicator, "window", span, dimension, category, avg(v), null
from within_window where over_time = 'mean' and not is_ratio
group by all
union all
-- The greatest, of equals the earliest; a ratio over 0 is less than any other.
(select unit, indicator, "window", span, dimension, category, v, d
from within_window where over_time = 'max'
qualify row_number() over (
  partition by unit, indicator, "window", span, dimension, category
  order by if(is_ratio, if(d = 0, '-infinity'::double, v / d), v) desc, ends) = 1)
union all
select unit, indicator, "window", span, dimension, category, v, d
from at_the_end where over_time = 'latest'
union all
select unit, indicator, "window", span, dimension, category, v, d
from within_window where over_time = 'none' and is_itself
union all
-- Running totals: the last one less the one right before the window. Where there is none the flow is not known.
select l.unit, l.indicator, l."window", l.span, l.dimension, l.category, l.v - coalesce(b.v, 0), l.d - coalesce(b.d, 0)
from at_the_end l
join periods w on w.period = l."window"
left join (
  select counting.unit, counting.indicator, "window", span, dimension, category, v, d
  from counting join right_before using (period) join series using (unit, indicator, period)
) b on b.unit = l.unit and b.indicator = l.indicator and b."window" = l."window" and b.span = l.span
  and b.dimension = l.dimension and b.category = l.category
where reported_as = 'year-to-date' and l.span <> 'plan to date' and (l.span = 'year to date' or w."from" = w.year * 12 + 1 or b.v is not null)
union all
-- Those of the plan so far are the last ones of each year.
select unit, indicator, "window", 'plan to date', dimension, category, sum(v), sum(d)
from last_of_year join series using (unit, indicator, period) join indicators using (indicator)
where reported_as = 'year-to-date' and dimension = ''
group by all;
