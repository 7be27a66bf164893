/** A Graph in a process of its own for measuring the gateway: proves credentials, and answers a page of flows. */
import { fakeWaba, sendJson, startFakeGraph } from '../e2e/api/fake-graph.ts';

const graph = await startFakeGraph();
const data = Array.from({ length: 10 }, (_, n) => ({
  id: `90140613563989${n}`,
  name: `Flow ${n}`,
  status: 'DRAFT',
}));
const next = `https://graph.facebook.com/v26.0/${fakeWaba}/flows?access_token=EAAbench&limit=10&after=QVFI`;
const page = { data, paging: { cursors: { before: 'QVFI', after: 'QVFI' }, next } };

graph.answer = (request, response) => {
  graph.asked.length = 0;
  request.resume().once('end', () => sendJson(response, 200, page));
};
console.log(`graph at ${graph.url}`);
process.on('SIGTERM', () => process.exit(0));
