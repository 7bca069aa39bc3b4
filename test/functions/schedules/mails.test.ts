import { holds } from '../../support/faults/holds.ts';

holds(12, 'a report and reminders');
