'use client';
/** Making an API key: name, scopes, reach and end; then the key itself, shown once. */
import { type FormEvent, useState } from 'react';
import { apiKeyInputSchema, type NewApiKeyView } from '../../lib/access/keys/api-key-schema.ts';
import { apiKeyScopes } from '../../lib/api-key.ts';
import { CredentialPicker, type Picked } from '../credential/credential-picker.tsx';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { MakeDialog } from '../ui/dialog/make-dialog.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { ClientLines } from './key-use/client-lines.tsx';

/** What each scope lets a key do, in one sentence. */
const scopeWords: Record<(typeof apiKeyScopes)[number], string> = {
  use: 'Makes calls to Meta through the gateway and sees credentials, sources and destinations, but never a token.',
  manage:
    'Changes credentials, sources and destinations, tests what they read from Meta, and reads members and the audit trail.',
};
const sendingHint = 'Only a key with both sends the test of a destination to Meta.';

const ends = [
  ['90', 'in 90 days'],
  ['365', 'in a year'],
  ['', 'never'],
] as const;

type Errors = Partial<Record<'name' | 'scopes' | 'credentialIds' | 'form', string>>;

/** The credentials that a key is confined to, picked one after the other. */
function Reach({
  connector,
  chosen,
  onChange,
}: {
  connector: string;
  chosen: Picked[];
  onChange: (chosen: Picked[]) => void;
}) {
  return (
    <div className="flex flex-col gap-2">
      <Field id="key-reach" label="Credentials" hint="Left empty: all of them, also those to come.">
        <CredentialPicker
          key={chosen.length}
          id="key-reach"
          connector={connector}
          except={null}
          value={null}
          describedBy="key-reach-hint"
          onChange={(picked) => {
            if (picked && !chosen.some(({ id }) => id === picked.id)) onChange([...chosen, picked]);
          }}
        />
      </Field>
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-2">
          {chosen.map(({ id, name }) => (
            <li key={id}>
              <Button
                className="min-h-8 px-2"
                onClick={() => onChange(chosen.filter((each) => each.id !== id))}
              >
                {name} <span aria-hidden="true">✕</span>
                <span className="sr-only">: leave out</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function KeyForm({
  connector,
  onMade,
  onCancel,
}: {
  connector: string;
  onMade: (made: NewApiKeyView) => void;
  onCancel: () => void;
}) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<string[]>(['use']);
  const [chosen, setChosen] = useState<Picked[]>([]);
  const [days, setDays] = useState('90');
  const [errors, setErrors] = useState<Errors>({});
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const body = {
      name,
      scopes,
      ...(chosen.length > 0 ? { credentialIds: chosen.map(({ id }) => id) } : {}),
      ...(days ? { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() } : {}),
    };
    const parsed = apiKeyInputSchema.safeParse(body);
    if (!parsed.success) {
      return setErrors(
        Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path[0], message])),
      );
    }
    setErrors({});
    setBusy(true);
    const answer = await callApi<NewApiKeyView>({ method: 'POST', url: '/api/keys', body });
    setBusy(false);
    if (answer.kind === 'done') return onMade(answer.body);
    setErrors({ form: failureText(answer) });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field id="key-name" label="Name" hint="What uses it, such as nightly import." error={errors.name}>
        <input
          {...fieldIds('key-name', { hint: true, error: errors.name })}
          value={name}
          onChange={({ target }) => setName(target.value)}
          autoComplete="off"
          data-1p-ignore=""
          className="field-control"
        />
      </Field>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-1.5 text-sm font-medium">Scopes</legend>
        {[...apiKeyScopes].reverse().map((scope) => (
          <div key={scope} className="flex items-start gap-2.5">
            <input
              id={`key-scope-${scope}`}
              type="checkbox"
              checked={scopes.includes(scope)}
              onChange={({ target }) =>
                setScopes(target.checked ? [...scopes, scope] : scopes.filter((each) => each !== scope))
              }
              aria-describedby={`key-scope-${scope}-does`}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            <div>
              <label htmlFor={`key-scope-${scope}`} className="text-sm font-medium">
                {scope}
              </label>
              <p id={`key-scope-${scope}-does`} className="text-xs leading-relaxed text-muted">
                {scopeWords[scope]}
              </p>
            </div>
          </div>
        ))}
        <p className="text-xs leading-relaxed text-muted">{sendingHint}</p>
        {errors.scopes && <p className="text-xs font-medium text-invalid">{errors.scopes}</p>}
      </fieldset>
      <Reach connector={connector} chosen={chosen} onChange={setChosen} />
      <Field id="key-end" label="Ends">
        <select
          {...fieldIds('key-end', {})}
          value={days}
          onChange={({ target }) => setDays(target.value)}
          className="field-control w-auto"
        >
          {ends.map(([value, word]) => (
            <option key={value} value={value}>
              {word}
            </option>
          ))}
        </select>
      </Field>
      {errors.form && <Notice tone="problem">{errors.form}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" loading={busy} disabled={busy}>
          Make the key
        </Button>
      </div>
    </form>
  );
}

export function MakeKey({ connector, appUrl }: { connector: string; appUrl: string }) {
  return (
    <MakeDialog<NewApiKeyView>
      opener="Make a key"
      title="Make an API key"
      madeTitle="The key is ready"
      form={(onMade, onCancel) => <KeyForm connector={connector} onMade={onMade} onCancel={onCancel} />}
      result={({ key, ...made }, onClose) => (
        <ShownOnce
          copy="Copy the key"
          value={key}
          onClose={onClose}
          more={<ClientLines apiKey={made} text={key} appUrl={appUrl} connector={connector} />}
        >
          Copy it now: it is not shown again, and Flowkeep keeps only a hash of it.
        </ShownOnce>
      )}
    />
  );
}
