const PEOPLE = new Set(['people', 'person', 'persons', 'personne', 'personnes', 'persona', 'personas', 'شخص', 'أشخاص']);

/** Whether a unit, as the plan writes it, counts people. */
export function countsPeople(unit: string): boolean {
  return PEOPLE.has(unit.trim().toLowerCase());
}
