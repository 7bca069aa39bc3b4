/** Version of the shape of `report.json`; changes whenever a field changes its meaning or goes. */
export const REPORT_SCHEMA = 'jalon/report/1';
