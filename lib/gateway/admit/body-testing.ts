/** For tests of bodies: how each kind is written, and what becomes of one. */
import { Problem } from '../../errors.ts';
import { BodyCheck } from './body-check.ts';

export const jsonType = 'application/json';
export const formType = 'application/x-www-form-urlencoded';
export const multipartType = 'multipart/form-data; boundary=b0';

/** What becomes of a body that arrives in pieces of the given size: a problem's code, or `passes`. */
export function judge(
  contentType: string | undefined,
  body: string | Buffer,
  piece = 7,
  path = '/v26.0/1',
): string {
  const bytes = Buffer.from(body);
  try {
    const check = new BodyCheck({ path, contentType, length: null, warnings: new Set() });
    for (let at = 0; at < bytes.length; at += piece) check.push(bytes.subarray(at, at + piece));
    check.end();
    return 'passes';
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

export const part = (disposition: string, value = 'x', more = '') =>
  `--b0\r\nContent-Disposition: form-data; ${disposition}\r\n${more}\r\n${value}\r\n`;
export const parts = (...all: string[]) => `${all.join('')}--b0--\r\n`;
