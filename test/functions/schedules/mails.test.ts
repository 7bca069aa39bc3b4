import { holds } from '../../support/faults/holds.ts';

holds(8, 'a report and reminders');
