import { holds } from '../../support/faults/holds.ts';

holds(2, 'fifty files at once');
