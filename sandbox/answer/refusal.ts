/** The errors with which Graph refuses calls: thrown where they are found, answered in one place. */
import type { ErrorShape } from './graph-answer.ts';

export class Refusal extends Error {
  readonly shape: ErrorShape;

  constructor(shape: ErrorShape) {
    super(shape.message);
    this.shape = shape;
  }
}

/** What Graph says of a word in the place of an id, for it could be the name of something. */
export function noSuchName(name: string): Refusal {
  return new Refusal({
    code: 803,
    message: `(#803) Some of the aliases you requested do not exist: ${name}`,
  });
}

/** What Graph says alike of objects that do not exist and of those a token does not reach. */
export function noSuchObject(id: string, verb = 'get'): Refusal {
  const message = `Unsupported ${verb} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`;
  return new Refusal({ code: 100, subcode: 33, message, type: 'GraphMethodException' });
}

export function noSuchField(name: string, type: string): Refusal {
  return invalidParameter(`Tried accessing nonexisting field (${name}) on node type (${type})`);
}

export function missingParameter(name: string): Refusal {
  return invalidParameter(`The parameter ${name} is required.`);
}

export function invalidParameter(sentence: string): Refusal {
  return new Refusal({ code: 100, message: `(#100) ${sentence}` });
}

/** A refusal that Graph also words for people, as it does for flows and templates. */
export function explained(code: number, userTitle: string, userMessage: string, subcode?: number): Refusal {
  const message = code === 100 ? 'Invalid parameter' : `(#${code}) ${userTitle}`;
  return new Refusal({ code, message, userTitle, userMessage, ...(subcode ? { subcode } : {}) });
}

/** A refusal in the shape of the Cloud API, whose words stand in `error_data.details`. */
export function messageRefused(code: number, sentence: string, details: string, status = 400): Refusal {
  return new Refusal({ status, code, message: `(#${code}) ${sentence}`, details });
}
