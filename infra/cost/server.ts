import { ASSUMED, SERVER } from './assumptions.ts';
import { PRICES } from './prices.ts';
import type { Line } from './quarter.ts';

/** The same months on a server and a database that are always on, each once: no spare, and mail, backups and data out on top. */
export function serverLines(months: number): readonly Line[] {
  const hours = months * ASSUMED.hoursAMonth;
  const { server } = PRICES;
  const line = (service: string, what: string, quantity: number, unit: string, price: number): Line => ({
    ...{ service, what, quantity, unit },
    dollars: quantity * price,
  });
  return [
    line('EC2', 'one t3.medium', hours, 'hours', server.t3MediumHour),
    line(
      'EC2',
      `disk of ${SERVER.diskGigabytes} GB`,
      SERVER.diskGigabytes * months,
      'GB-months',
      server.diskGigabyteMonth,
    ),
    line('EC2', 'public address', hours, 'hours', server.publicAddressHour),
    line('RDS', 'one db.t3.small, PostgreSQL', hours, 'hours', server.postgresT3SmallHour),
    line(
      'RDS',
      `disk of ${SERVER.databaseDiskGigabytes} GB`,
      SERVER.databaseDiskGigabytes * months,
      'GB-months',
      server.databaseDiskGigabyteMonth,
    ),
  ];
}
