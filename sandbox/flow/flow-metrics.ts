/** The metrics of a flow's endpoint: invented, but the same for the same day, hour or lifetime. */
import { createHash } from 'node:crypto';
import type { Field } from '../answer/fields.ts';
import { graphTime } from '../answer/node-fields.ts';
import { explained, invalidParameter } from '../answer/refusal.ts';
import type { FlowCall } from '../call.ts';
import type { Flow } from '../state.ts';

const seconds = { DAY: 86_400, HOUR: 3600, LIFETIME: 0 };
type Granularity = keyof typeof seconds;
/** As many points as one answer holds. */
const mostPoints = 744;

type Draw = (most: number) => number;
type Data = { key: string; value: number }[];

const metrics: Record<string, (draw: Draw) => Data> = {
  ENDPOINT_REQUEST_COUNT: (draw) => [{ key: 'value', value: 250 + draw(500) }],
  ENDPOINT_REQUEST_ERROR: (draw) => [
    { key: 'timeout_error', value: draw(6) },
    { key: 'unexpected_http_status_code', value: draw(12) },
  ],
  ENDPOINT_REQUEST_ERROR_RATE: (draw) => [{ key: 'value', value: draw(30) / 1000 }],
  ENDPOINT_REQUEST_LATENCY_SECONDS_CEIL: (draw) => [
    { key: '1', value: 200 + draw(400) },
    { key: '2', value: draw(40) },
    { key: '10+', value: draw(3) },
  ],
  ENDPOINT_AVAILABILITY: (draw) => [
    { key: 'succeeded', value: 600 + draw(120) },
    { key: 'failed', value: draw(4) },
  ],
};

function isGranularity(text: string | undefined): text is Granularity {
  return text !== undefined && Object.hasOwn(seconds, text);
}

/** The seconds of a day written as YYYY-MM-DD, or of one so many days ago. */
function dayOf(name: string, text: string | undefined, now: number, daysAgo: number): number {
  if (text === undefined) return (Math.floor(now / seconds.DAY) - daysAgo) * seconds.DAY;
  const time = Date.parse(`${text}T00:00:00Z`);
  // A day that no month has would pass as one of the next.
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== text)
    throw invalidParameter(`Param ${name} must be a date written as YYYY-MM-DD.`);
  return time / 1000;
}

function timesOf(granularity: Granularity, since: number, until: number): number[] {
  if (granularity === 'LIFETIME') return [since];
  const step = seconds[granularity];
  const count = (until - since) / step;
  if (count > mostPoints) throw invalidParameter('The time between since and until is too long.');
  return Array.from({ length: count }, (_, at) => since + at * step);
}

/** The field `metric`. */
export function metricOf(flow: Flow, call: FlowCall, { args }: Field) {
  const { name = '', granularity } = args;
  const measure = Object.hasOwn(metrics, name) ? metrics[name] : undefined;
  if (!measure) throw invalidParameter(`Param name must be one of {${Object.keys(metrics).join(', ')}}.`);
  if (!isGranularity(granularity)) {
    throw invalidParameter(`Param granularity must be one of {${Object.keys(seconds).join(', ')}}.`);
  }
  const since = dayOf('since', args.since, call.now, 7);
  const until = dayOf('until', args.until, call.now, 0);
  if (until < since) throw invalidParameter('Param until must not be before since.');
  if (!flow.endpointUri || flow.status === 'DRAFT') {
    throw explained(139006, 'Not enough data', 'The flow asked its endpoint fewer than 250 times.');
  }
  const points = timesOf(granularity, since, until).map((time) => {
    const noise = createHash('sha256').update(`${flow.id} ${name} ${granularity} ${time}`).digest();
    let drawn = 0;
    const draw: Draw = (most) => noise.readUInt16BE(2 * drawn++) % most;
    return { timestamp: graphTime(time), data: measure(draw) };
  });
  return { granularity, name, data_points: points };
}
