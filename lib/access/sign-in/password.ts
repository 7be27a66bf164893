/** Passwords: argon2id with OWASP's first recommended cost (19 MiB, 2 passes, 1 lane). */
import { hash, verify } from '@node-rs/argon2';
import { inTurn } from './hashing-queue.ts';

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** @returns the hash in PHC form. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), cost);
}

let decoy: Promise<string> | undefined;

/**
 * Whether the password fits the hash. Without a hash (unknown account) it does the same work against a decoy,
 * so that the time of the answer does not tell which accounts exist.
 * @throws Problem `too_many_requests` when too many are being looked at, but for who is let `ahead`
 */
export async function passwordFits(
  password: string,
  passwordHash: string | null,
  ahead = false,
): Promise<boolean> {
  decoy ??= hashPassword('no account has this password');
  const against = passwordHash ?? (await decoy);
  const fits = await inTurn(() => verify(against, password.normalize('NFKC')), ahead);
  return passwordHash !== null && fits;
}
