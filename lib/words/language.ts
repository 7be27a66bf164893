/** In which language a request is answered. English alone for now. */
import { environment } from '../env.ts';
import type { Language } from '../request-scope.ts';

const asksForPseudo = /(?:^|;\s*)language=en-XA(?:;|$)/;

/** The language of a request, by its Cookie header. The pseudo-language exists only where tests have allowed it. */
export function languageOf(cookieHeader: string | undefined): Language {
  return environment().pseudoLanguage && asksForPseudo.test(cookieHeader ?? '') ? 'en-XA' : 'en';
}
