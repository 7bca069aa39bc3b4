const MILLION = 1_000_000;

/** List prices in US dollars, on demand, without any free tier or discount. The one place where prices stand. */
export const PRICES = {
  asOf: '2025-12-01',
  region: 'us-east-1 (US East, N. Virginia)',
  lambda: {
    gigabyteSecondArm: 0.0000133334,
    gigabyteSecondX86: 0.0000166667,
    request: 0.2 / MILLION,
  },
  s3: { write: 0.005 / 1_000, read: 0.0004 / 1_000, gigabyteMonth: 0.023 },
  sqs: { request: 0.4 / MILLION },
  /** One write unit = 1 KB, one strongly consistent read unit = 4 KB. */
  dynamodb: {
    writeUnit: 0.625 / MILLION,
    readUnit: 0.125 / MILLION,
    gigabyteMonth: 0.25,
    recoveryGigabyteMonth: 0.2,
  },
  ses: { mail: 0.1 / 1_000, gigabyte: 0.12 },
  scheduler: { call: 1 / MILLION },
  xray: { trace: 5 / MILLION },
  cloudwatch: {
    logsGigabyte: 0.5,
    logsGigabyteMonth: 0.03,
    alarmMetricMonth: 0.1,
    customMetricMonth: 0.3,
    dashboardMonth: 3,
  },
  kms: { keyMonth: 1, request: 0.03 / 10_000 },
  dataOutGigabyte: 0.09,
  /** What a small always-on system is built of. */
  server: {
    t3MediumHour: 0.0416,
    postgresT3SmallHour: 0.036,
    publicAddressHour: 0.005,
    diskGigabyteMonth: 0.08,
    databaseDiskGigabyteMonth: 0.115,
  },
} as const;
