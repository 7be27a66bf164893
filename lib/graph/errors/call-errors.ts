/**
 * What Graph's errors mean for a call that somebody makes with a credential: the first row that fits decides; what
 * no row is about is judged as for the credential itself. Sources: Meta's error references for the Cloud API and
 * for Flows.
 */
import { type GraphError, judgeError, type RefusedVerdict, type UndecidedVerdict } from './errors.ts';

interface Row {
  codes: readonly (number | readonly [number, number])[];
  subcode?: number;
  message?: RegExp;
  /** The cause and the way out. */
  sentence: string;
  /** Too little is known of what the code means: Graph's own words stand first. */
  thin?: true;
}

const table: readonly Row[] = [
  {
    codes: [100],
    message: /nonexisting field/i,
    sentence:
      'What stands at this ID has no such field: the ID belongs to something else, or this API version does not know the field. Choose the ID anew, or name other fields.',
  },
  {
    codes: [100],
    subcode: 33,
    sentence:
      'Meta shows nothing with this ID to the token: it was deleted, the ID is wrong, or the token has no access. Choose it anew.',
  },
  { codes: [803], sentence: 'Meta knows nothing at this path. Check its spelling; IDs consist of digits.' },
  { codes: [2500], message: /unknown path/i, sentence: 'Meta knows no such path. Check its spelling.' },
  {
    codes: [33, 133010],
    sentence:
      'This phone number is not registered with the Cloud API, or was deleted. An admin registers it in WhatsApp Manager.',
  },
  {
    codes: [139000],
    sentence: 'Meta has blocked this flow. Its page in WhatsApp Manager says why, and how to appeal.',
  },
  {
    codes: [139001],
    sentence:
      'This flow can’t be changed: it is published, or its Flow JSON could not be processed. Clone it to change it, or correct the JSON.',
  },
  {
    codes: [139002],
    sentence:
      'This flow can’t be published yet. Meta’s own words say what is missing: errors in its JSON, an endpoint, a signed public key, a connected app or a phone number.',
  },
  { codes: [139003], sentence: 'Only a published flow can be deprecated, and only once.' },
  { codes: [139004], sentence: 'Only a draft can be deleted. Deprecate a published flow instead.' },
  {
    codes: [139006],
    sentence: 'There is too little to count: Meta tells these metrics from 250 requests on.',
  },
  {
    codes: [131008, 131009, 100],
    sentence: 'Meta does not accept a value. Its own words say which; correct it and try again.',
  },
  {
    codes: [131030],
    sentence:
      'This recipient is not on the list of the test number. Add the number under WhatsApp, API Setup, or send from a number of your own.',
  },
  {
    codes: [131047],
    sentence:
      'More than 24 hours have passed since this person wrote to you. Send a template message instead.',
  },
  { codes: [131021], sentence: 'Sender and recipient are the same number. Choose another recipient.' },
  {
    codes: [131026, 130472, 131049, 131050],
    sentence:
      'Meta did not deliver to this recipient: the number may not use WhatsApp, or does not want or get such messages now.',
  },
  { codes: [131051], sentence: 'Meta does not support this type of message here. Send another one.' },
  {
    codes: [131037, 131042, 131045],
    sentence:
      'The account can’t send yet: its display name, payment or registration is not settled. An admin finds out in WhatsApp Manager.',
  },
  {
    codes: [132000],
    sentence:
      'The number of values is not what the template wants. Give exactly one for each of its placeholders.',
  },
  {
    codes: [132001],
    sentence: 'There is no approved template with this name in this language. Choose it anew.',
  },
  {
    codes: [[132005, 132012], 132018],
    sentence: 'The values do not fit the template: they are too long, of another kind, or not allowed.',
  },
  {
    codes: [132015, 132016],
    sentence: 'Meta has paused or disabled this template for its quality. Choose another one.',
  },
  {
    codes: [132068, 132069],
    sentence:
      'The flow of this message is blocked or throttled by Meta. Its page in WhatsApp Manager says why.',
  },
  {
    codes: [131061, 131062],
    thin: true,
    sentence:
      'This error is new and little is known of it: it seems to be about the highest price that a message may cost, or about a recipient given by a business-scoped ID. Send to the phone number, or without a price limit.',
  },
  {
    codes: [131063],
    sentence:
      'Meta routes messages of this category another way. Its own words say which number or service has to send it.',
  },
  {
    codes: [131064],
    sentence:
      'Meta finds this template in the wrong category. An admin corrects the category in WhatsApp Manager, or appeals there.',
  },
  {
    codes: [131065],
    sentence:
      'The price set for this message does not fit the country of the recipient. Change it, or leave it out.',
  },
  {
    codes: [131070],
    sentence:
      'Another app owns the conversation with this person. Let that app hand it over, or wait until it has ended.',
  },
  {
    codes: [138038],
    sentence:
      'Calls of this number are routed elsewhere. An admin looks at its call settings in WhatsApp Manager.',
  },
  {
    codes: [147005],
    sentence:
      'Meta does not accept this user name for the business. Its own words say why; choose another one.',
  },
  {
    codes: [2388040],
    sentence:
      'The account has as many message templates as Meta allows, or made too many at once. Delete some in WhatsApp Manager, or try again later.',
  },
];

function fits({ codes, subcode, message }: Row, error: GraphError): boolean {
  const { code } = error;
  if (code === null) return false;
  const inRange = codes.some((range) =>
    typeof range === 'number' ? code === range : code >= range[0] && code <= range[1],
  );
  if (!inRange || (subcode !== undefined && subcode !== error.subcode)) return false;
  return message?.test(error.message) ?? true;
}

/** What a call needs, where that is known, and what Meta listed for its token when it was inspected last. */
export interface NeededPermission {
  permission: string | null;
  scopes: readonly string[];
}

function withoutPermission({ permission, scopes }: NeededPermission): string {
  if (permission && scopes.includes(permission)) {
    return `The token has the permission ${permission}, but Meta does not let it at what this is about. An admin in Meta Business settings can give the user of the token access to it, on the tab for Messaging accounts or the one for WhatsApp accounts.`;
  }
  const what = permission ? `the permission ${permission}` : 'a permission that this call needs';
  return `The token lacks ${what}, or access to what it is about. An admin gives the credential a token that has it; Meta gives rights on Messaging accounts and on WhatsApp accounts apart, on two tabs of its Business settings.`;
}

/** The sentence of a row, behind Graph's own words where they say more than it does. */
function messageOf({ thin, sentence }: Row, words: string): string {
  return thin && words !== '' ? `Meta says: “${words}” ${sentence}` : sentence;
}

/**
 * What an error of a call means, and what to do about it.
 * @param details what Graph says beside the error's message, see `readErrorDetails`
 */
export function judgeCallError(
  error: GraphError,
  retryAfterSeconds: number | null,
  needs: NeededPermission,
  details: string | null = null,
): RefusedVerdict | UndecidedVerdict {
  const verdict = judgeError(error, retryAfterSeconds);
  // A secret of the app, a limit, a fault of Meta's: these are about no value of the call.
  const ofCredential = ['app_secret_required', 'app_secret_wrong', 'token_rejected', 'token_expired'];
  if (verdict.verdict === 'undecided' || ofCredential.includes(verdict.code)) return verdict;
  const row = table.find((candidate) => fits(candidate, error));
  if (row) {
    const message = messageOf(row, details ?? error.message);
    return { verdict: 'refused', code: 'request_refused', field: null, message };
  }
  if (verdict.code === 'permission_missing') {
    return { ...verdict, message: withoutPermission(needs) };
  }
  return verdict;
}
