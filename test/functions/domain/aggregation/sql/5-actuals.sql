create table actuals as
select scope, "window" as period, indicator,
  now.result as value, if(now.is_ratio, now.v, null) as numerator, if(now.is_ratio, now.d, null) as denominator,
  year.result as year_to_date, coalesce(reported, 0) as reported, coalesce(expected, 0) as expected
from (from reporting select scope, "window", indicator union from expecting select scope, "window", indicator
  union from results select scope, "window", indicator where span = 'year to date' and result is not null)
left join reporting using (scope, "window", indicator)
left join expecting using (scope, "window", indicator)
left join (from results where span = 'period' and dimension = '') now using (scope, "window", indicator)
left join (from results where span = 'year to date') year using (scope, "window", indicator);

create table breakdowns as
select scope, "window" as period, indicator, dimension, category, result as value
from results where span = 'period' and dimension <> '';
