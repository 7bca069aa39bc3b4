-- The block that counts: of a unit, indicator and period the one uploaded last.
create table current as
select *
from told semi join (select unit, indicator, period, max(upload) as upload from told group by all) latest
  using (unit, indicator, period, upload);

-- Its rows with a figure: a value or, of a ratio, both its parts. A row is broken down by none, one or several dimensions.
create table figures as
select
  unit, indicator, period, age, origin, sex,
  if(is_ratio, numerator, value) as v,
  if(is_ratio, denominator, null) as d,
  adds_up,
  (age is not null)::int + (origin is not null)::int + (sex is not null)::int as depth,
  concat_ws(' ', if(age is null, null, 'age'), if(origin is null, null, 'origin'), if(sex is null, null, 'sex')) as crossing
from current join indicators using (indicator)
where if(is_ratio, numerator is not null and denominator is not null, value is not null);

-- The rows that name a category of a dimension. Crossed ones tell of a category only where figures add up.
create view by_category as
from (
  select *, 'age' as dimension, age as category from figures
  union all by name select *, 'origin' as dimension, origin as category from figures
  union all by name select *, 'sex' as dimension, sex as category from figures
)
where category is not null and (depth = 1 or adds_up);

-- The total; each cell of a crossing as stated; and each category of a dimension once: from the rows of that dimension alone, else of its smallest crossing.
create table series as
select unit, indicator, period, '' as dimension, '' as category, v, d from figures where depth = 0
union all
select unit, indicator, period, crossing, concat_ws(' ', age, origin, sex), sum(v), sum(d)
from figures where depth > 1
group by all
union all
select unit, indicator, period, dimension, category, sum(v), sum(d)
from by_category semi join (
  select unit, indicator, period, dimension, min(row(depth, crossing)) as chosen from by_category group by all
) smallest
  on smallest.unit = by_category.unit and smallest.indicator = by_category.indicator
  and smallest.period = by_category.period and smallest.dimension = by_category.dimension
  and chosen = row(by_category.depth, by_category.crossing)
group by all;
