/** A call of the graph, as its answers need it. */
import type { Parameters } from './answer/parameters.ts';
import type { Flow, Phone, State, Template, Waba } from './state.ts';
import type { TokenScript } from './token-script.ts';

export interface Call {
  script: TokenScript;
  /** The token as it was sent; it stands in links to further pages, as Graph's have it. */
  token: string;
  /** The object and edge, with the version that the call is served as. */
  path: string;
  query: URLSearchParams;
  /** Query and body together; of a call that only reads, the query. */
  parameters: Parameters;
  state: State;
  /** Under which the caller reaches the sandbox. */
  origin: string;
  /** When the sandbox started, and now, in seconds since 1970. */
  startedAt: number;
  now: number;
}

export interface WabaCall extends Call {
  waba: Waba;
}
export interface FlowCall extends WabaCall {
  flow: Flow;
}
export interface PhoneCall extends WabaCall {
  phone: Phone;
}
export interface TemplateCall extends WabaCall {
  template: Template;
}
