import { holds } from '../../support/faults/holds.ts';

holds(
  255,
  'one file',
  'two offices',
  'a file of which some is returned',
  'a file and the one that corrects it',
  'a region that speaks for its countries',
  'a year after a later one',
);
