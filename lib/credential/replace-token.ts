/** Replacing a token: the new one is proven at Graph before it takes the place of the old one. */
import { type Caller, demand } from '../access/actor.ts';
import { authorizedTransaction } from '../access/authorized-transaction.ts';
import { countGraphTry } from '../access/limits.ts';
import { appendAuditEvent } from '../audit/store.ts';
import { Problem } from '../errors.ts';
import type { InspectionReport } from '../graph/inspection/report.ts';
import { Secret } from '../vault/secret.ts';
import { changeCredential, type Expected, refuseStale } from './change.ts';
import { type Difference, differencesOf, refuseUnconfirmed } from './differences.ts';
import { askGraph, problemOf, refusalFacts, verdictColumns, type Watch } from './graph.ts';
import { recordInspection } from './look/inspections.ts';
import { readCredential } from './look/read.ts';
import type { Tile } from './look/tile.ts';
import { tokenMissing } from './missing.ts';
import { retireToken } from './retire.ts';
import type { TokenReplacement } from './schema.ts';
import { openCredential } from './sealed/open.ts';
import { lastFour, sealSecrets, tokenFingerprint } from './sealed/sealing.ts';

const permission = 'credential.replace_token';

interface NewSecrets {
  token: Secret;
  appSecret: Secret | null;
  fingerprint: string;
}

/** The App Secret that goes with the new token: a new one, none, or the one that is stored. */
async function appSecretFor(caller: Caller, before: Tile, given: string | null | undefined) {
  if (given !== undefined) return given === null ? null : new Secret(given);
  if (!before.hasAppSecret) return null;
  return (await openCredential(caller.actor, before.id)).appSecret;
}

function refuseSame(before: Tile, fingerprint: string, input: TokenReplacement): void {
  const gone = before.locked || before.reason === tokenMissing;
  const changesMore = input.appSecret !== undefined || (input.wabaId ?? before.wabaId) !== before.wabaId;
  if (fingerprint !== before.tokenFingerprint || gone || changesMore) return;
  const message =
    'This is the token that the credential has already. Generate a new one at Meta and paste that.';
  throw new Problem('token_unchanged', message, {
    errors: [{ field: 'accessToken', code: 'token_unchanged', message }],
  });
}

/**
 * Puts a new token in the place of the one in use, as a new version of the same credential. Pipelines get the old
 * one until the moment the new one is stored, and the new one from then on.
 * @throws Problem `forbidden`, `not_found`, `version_conflict`, `token_unchanged`, `confirmation_required`,
 * `credential_locked` where a stored App Secret can't be opened, or what Graph's answer means; nothing is changed then
 */
export async function replaceToken(
  caller: Caller,
  id: string,
  input: TokenReplacement,
  expected: Expected,
  watch: Watch,
): Promise<Tile> {
  demand(caller.actor, permission);
  const before = await readCredential(caller.actor, id);
  await refuseStale(caller.actor, before, expected);
  const token = new Secret(input.accessToken);
  const fingerprint = await tokenFingerprint(token);
  refuseSame(before, fingerprint, input);
  const appSecret = await appSecretFor(caller, before, input.appSecret);
  const { wabaId = before.wabaId } = input;
  await countGraphTry(caller.actor);
  const report = await askGraph({ token, appSecret, wabaId, apiVersion: before.apiVersion }, watch);
  watch.signal.throwIfAborted();
  if (report.verdict === 'refused') await recordRefusal(caller, before, wabaId, report);
  if (report.verdict !== 'usable') throw problemOf(report);
  const differences = differencesOf(before, report);
  refuseUnconfirmed(before, differences, input.confirm);
  return store(caller, before, { token, appSecret, fingerprint }, { wabaId, report, differences });
}

function recordRefusal(caller: Caller, before: Tile, wabaId: string, report: InspectionReport) {
  const { id, name, apiVersion } = before;
  return authorizedTransaction(caller.actor, permission, (client) =>
    appendAuditEvent(client, caller, {
      action: 'credential.token_replaced',
      outcome: 'refused',
      target: { kind: 'credential', id, name },
      details: { wabaId, apiVersion, ...refusalFacts(report) },
    }),
  );
}

function store(
  caller: Caller,
  before: Tile,
  secrets: NewSecrets,
  proof: { wabaId: string; report: InspectionReport; differences: Difference[] },
): Promise<Tile> {
  const { id, name } = before;
  const { wabaId, report, differences } = proof;
  const { fingerprint } = secrets;
  const by = caller.actor.name;
  const subject = { id, permission, expected: [before.version] } as const;
  return changeCredential(caller, subject, async (client, row) => {
    const version = row.latestTokenVersion + 1;
    await retireToken(client, row, by);
    await client.sealedSecret.createMany({ data: await sealSecrets(id, version, secrets) });
    await recordInspection(client, { credentialId: id, tokenVersion: version, byName: by, report });
    return {
      data: {
        ...forgotten,
        ...verdictColumns(report),
        wabaId,
        tokenVersion: version,
        latestTokenVersion: version,
        tokenLastFour: lastFour(secrets.token),
        tokenFingerprint: fingerprint,
        hasAppSecret: secrets.appSecret !== null,
        tokenSetByName: by,
        tokenSetAt: new Date(),
      },
      event: {
        action: 'credential.token_replaced',
        outcome: 'done',
        target: { kind: 'credential', id, name },
        details: {
          version,
          previousVersion: row.tokenVersion,
          fingerprint,
          previousFingerprint: row.tokenFingerprint,
          wabaId,
          differences: differences.map(({ what }) => what),
        },
      },
    };
  });
}

/** What Meta told of the old token says nothing of the new one. */
const forgotten = {
  wabaName: null,
  servedVersion: null,
  tokenKind: null,
  tokenExpiresAt: null,
  tokenNeverExpires: false,
  dataAccessExpiresAt: null,
  usableUntil: null,
  scopes: [],
  appId: null,
  appName: null,
};
