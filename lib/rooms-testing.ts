/** What the rooms within a room may import of each other. What lies at the top of a room is judged by the circles. */
export const within: Record<string, Record<string, string[]>> = {
  'lib/access': { 'sign-in': [], keys: ['sign-in'], people: ['keys', 'sign-in'] },
  'lib/audit': { anchor: [] },
  'lib/credential': { paste: [], sealed: [], look: ['sealed'], sweep: ['look'] },
  'lib/gateway': {
    redact: [],
    admit: ['redact'],
    exchange: ['admit', 'redact'],
    record: ['admit', 'exchange'],
  },
  'lib/graph': { call: [], errors: ['call'], inspection: ['call', 'errors'] },
  'lib/resource': { sample: [] },
  'components/access': { 'lost-right': [] },
  'components/credential': {
    tile: [],
    field: [],
    proof: ['field'],
    add: ['field', 'proof'],
    delete: ['tile'],
    menu: ['delete', 'proof', 'tile'],
    versions: ['proof', 'tile'],
    list: ['add', 'delete', 'menu', 'tile', 'versions'],
    page: ['delete', 'field', 'menu', 'proof', 'tile'],
  },
  'components/credential/page': { change: [] },
  'components/resource': {
    endpoint: [],
    sample: ['endpoint'],
    wizard: ['endpoint', 'sample'],
    page: ['endpoint', 'sample', 'wizard'],
  },
  'components/ui': { dialog: [] },
};
