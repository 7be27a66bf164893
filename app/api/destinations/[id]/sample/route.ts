import { sampleHandler } from '../../../resource-handlers.ts';

export const POST = sampleHandler(
  'destination',
  'Show the call that a data destination would make, and make it if told so',
);
