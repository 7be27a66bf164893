'use client';
/** Making an API key: name, scopes, reach and end; then the key itself, shown once. */
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { apiKeyInputSchema, type NewApiKeyView } from '../../lib/access/keys/api-key-schema.ts';
import { accountBounds } from '../../lib/access/sign-in/schema.ts';
import { apiKeyScopes } from '../../lib/api-key.ts';
import { reasonOf } from '../../lib/errors.ts';
import { CredentialPicker, type Picked } from '../credential/credential-picker.tsx';
import { callApi } from '../http/call.ts';
import { failureWords, fieldWords } from '../http/failure-words.ts';
import { Button } from '../ui/button.tsx';
import { MakeDialog } from '../ui/dialog/make-dialog.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';
import { ClientLines } from './key-use/client-lines.tsx';

const ends = [
  ['90', 'quarter'],
  ['365', 'year'],
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
  const t = useTranslations('access');
  return (
    <div className="flex flex-col gap-2">
      <Field id="key-reach" label={t('keys.reach')} hint={t('keys.reachHint')}>
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
                <span className="sr-only">{t('keys.leaveOut')}</span>
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
  const t = useTranslations('access');
  const tProblem = useTranslations('problem');
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
        Object.fromEntries(
          parsed.error.issues.map((issue) => {
            const field = String(issue.path[0]);
            return [field, fieldWords(tProblem, 'key', { field, code: reasonOf(issue) }, accountBounds)];
          }),
        ),
      );
    }
    setErrors({});
    setBusy(true);
    const answer = await callApi<NewApiKeyView>({ method: 'POST', url: '/api/keys', body });
    setBusy(false);
    if (answer.kind === 'done') return onMade(answer.body);
    setErrors({ form: failureWords(tProblem, answer) });
  };
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field id="key-name" label={t('keys.name')} hint={t('keys.nameHint')} error={errors.name}>
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
        <legend className="mb-1.5 text-sm font-medium">{t('keys.scopes')}</legend>
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
                <span translate="no">{scope}</span>
              </label>
              <p id={`key-scope-${scope}-does`} className="text-xs leading-relaxed text-muted">
                {t(`keys.scopeHints.${scope}`)}
              </p>
            </div>
          </div>
        ))}
        <p className="text-xs leading-relaxed text-muted">{t('keys.bothScopes')}</p>
        {errors.scopes && <p className="text-xs font-medium text-invalid">{errors.scopes}</p>}
      </fieldset>
      <Reach connector={connector} chosen={chosen} onChange={setChosen} />
      <Field id="key-end" label={t('keys.ends')}>
        <select
          {...fieldIds('key-end', {})}
          value={days}
          onChange={({ target }) => setDays(target.value)}
          className="field-control w-auto"
        >
          {ends.map(([value, word]) => (
            <option key={value} value={value}>
              {t(`keys.endIn.${word}`)}
            </option>
          ))}
        </select>
      </Field>
      {errors.form && <Notice tone="problem">{errors.form}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" loading={busy} disabled={busy}>
          {t('keys.confirm')}
        </Button>
      </div>
    </form>
  );
}

export function MakeKey({ connector, appUrl }: { connector: string; appUrl: string }) {
  const t = useTranslations('access');
  return (
    <MakeDialog<NewApiKeyView>
      opener={t('keys.make')}
      title={t('keys.makeTitle')}
      madeTitle={t('keys.made')}
      form={(onMade, onCancel) => <KeyForm connector={connector} onMade={onMade} onCancel={onCancel} />}
      result={({ key, ...made }, onClose) => (
        <ShownOnce
          copy={t('keys.copy')}
          value={key}
          onClose={onClose}
          more={<ClientLines apiKey={made} text={key} appUrl={appUrl} connector={connector} />}
        >
          {t('keys.copyNow')}
        </ShownOnce>
      )}
    />
  );
}
