import { sampleHandler } from '../../../resource-handlers.ts';

export const POST = sampleHandler('source', 'Read a page of a data source');
