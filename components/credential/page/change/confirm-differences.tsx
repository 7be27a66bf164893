'use client';
/** A new token of another account or Meta app: what would change, and the typed name that says it is meant. */
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Difference } from '../../../../lib/credential/differences.ts';
import { isSameName } from '../../../../lib/name/key.ts';
import { Button } from '../../../ui/button.tsx';
import { AlertFrame, AlertText } from '../../../ui/dialog/alert-frame.tsx';
import { Field, fieldIds } from '../../../ui/field.tsx';

interface ConfirmDifferencesProps {
  differences: Difference[] | null;
  name: string;
  onConfirm: (typed: string) => void;
  onCancel: () => void;
}

function Side({ side }: { side: Difference['from'] }) {
  const t = useTranslations('credentialPage');
  if (!side.id) return t('notTold');
  return (
    <>
      {side.name ? <span translate="no">{side.name}</span> : t('differences.noName')}
      <span className="block text-xs text-muted tabular-nums">{side.id}</span>
    </>
  );
}

/** What stands there now, beside what the new token brings. */
function DifferenceTable({ differences }: { differences: Difference[] }) {
  const t = useTranslations('credentialPage');
  return (
    <table className="w-full table-fixed text-left">
      <thead className="text-xs text-muted">
        <tr>
          <td className="w-1/3 pb-2" />
          <th className="pb-2 font-medium">{t('differences.now')}</th>
          <th className="pb-2 pl-4 font-medium">{t('differences.after')}</th>
        </tr>
      </thead>
      <tbody className="align-top">
        {differences.map(({ what, from, to }) => (
          <tr key={what} className="border-t border-line">
            <th scope="row" className="py-2 pr-3 font-normal text-muted">
              {t(`differences.what.${what}`)}
            </th>
            <td className="py-2 wrap-anywhere">
              <Side side={from} />
            </td>
            <td className="py-2 pl-4 wrap-anywhere">
              <Side side={to} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function ConfirmDifferences({ differences, name, onConfirm, onCancel }: ConfirmDifferencesProps) {
  const t = useTranslations('credentialPage');
  const id = useId();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const error = wrong ? t('differences.wrong', { name }) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isSameName(typed, name)) return setWrong(true);
    onConfirm(typed.trim());
  };
  return (
    <AlertFrame
      open={differences !== null}
      onClose={onCancel}
      nested
      className="flex max-h-[90dvh] w-[520px] flex-col gap-4 overflow-y-auto"
    >
      <AlertText title={t('differences.title')}>{t('differences.text')}</AlertText>
      <DifferenceTable differences={differences ?? []} />
      <form onSubmit={submit} className="flex flex-col gap-4">
        <Field id={id} label={t('differences.confirm', { name })} error={error}>
          <input
            {...fieldIds(id, { error })}
            value={typed}
            onChange={({ target }) => {
              setTyped(target.value);
              setWrong(false);
            }}
            autoComplete="off"
            spellCheck={false}
            data-1p-ignore=""
            className="field-control"
          />
        </Field>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onCancel}>{t('differences.back')}</Button>
          <Button type="submit" variant="danger">
            {t('differences.go')}
          </Button>
        </div>
      </form>
    </AlertFrame>
  );
}
