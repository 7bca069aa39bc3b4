import { flag, type PlanCheck } from '../workbook/draft.ts';

/** On track begins above off track; between the two lies at risk. */
export const thresholdsCheck: PlanCheck = ({ settings }) => {
  const { onTrackAt, offTrackBelow } = settings.item;
  return settings.sound('onTrackAt', 'offTrackBelow') && onTrackAt <= offTrackBelow
    ? [flag(settings, 'offTrackBelow', 'plan-thresholds', 'error', onTrackAt)]
    : [];
};
