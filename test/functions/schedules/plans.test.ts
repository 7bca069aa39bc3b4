import { holds } from '../../support/faults/holds.ts';

holds(
  260,
  'the first plan',
  'the first plan with a file behind it',
  'the next plan between files',
  'two plans at once, and a file',
);
