'use client';
/** A new token of another account or Meta app: what would change, and the typed name that says it is meant. */
import { AlertDialog } from '@base-ui/react/alert-dialog';
import { type FormEvent, useId, useState } from 'react';
import type { Difference } from '../../../../lib/credential/differences.ts';
import { Button } from '../../../ui/button.tsx';
import { Field, fieldIds } from '../../../ui/field.tsx';

interface ConfirmDifferencesProps {
  differences: Difference[] | null;
  name: string;
  onConfirm: (typed: string) => void;
  onCancel: () => void;
}

const titles = { waba: 'WhatsApp Business Account', app: 'Meta app' };

function Side({ side }: { side: Difference['from'] }) {
  if (!side.id) return <>not told by Meta</>;
  return (
    <>
      {side.name ?? 'without a name'}
      <span className="block text-xs text-muted tabular-nums">{side.id}</span>
    </>
  );
}

export function ConfirmDifferences({ differences, name, onConfirm, onCancel }: ConfirmDifferencesProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const error = wrong ? `Type ${name} to go on, or go back.` : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== name) return setWrong(true);
    onConfirm(typed.trim());
  };
  return (
    <AlertDialog.Root open={differences !== null} onOpenChange={(stays) => !stays && onCancel()}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop forceRender className="fixed inset-0 z-50 bg-black/40" />
        <AlertDialog.Popup className="fixed top-1/2 left-1/2 z-50 flex max-h-[90dvh] w-[520px] max-w-[calc(100vw-32px)] -translate-1/2 flex-col gap-4 overflow-y-auto rounded-card border border-line bg-raised p-5 shadow-overlay">
          <div className="flex flex-col gap-2">
            <AlertDialog.Title className="text-base font-semibold">
              This token is not like the one before
            </AlertDialog.Title>
            <AlertDialog.Description className="leading-relaxed text-muted">
              Everything that uses this credential would go on with what stands at the right. The old token
              stays in use until you confirm.
            </AlertDialog.Description>
          </div>
          <table className="w-full table-fixed text-left">
            <thead className="text-xs text-muted">
              <tr>
                <td className="w-1/3 pb-2" />
                <th className="pb-2 font-medium">Now</th>
                <th className="pb-2 pl-4 font-medium">With this token</th>
              </tr>
            </thead>
            <tbody className="align-top">
              {differences?.map(({ what, from, to }) => (
                <tr key={what} className="border-t border-line">
                  <th scope="row" className="py-2 pr-3 font-normal text-muted">
                    {titles[what]}
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
          <form onSubmit={submit} className="flex flex-col gap-4">
            <Field id={id} label={`Type ${name} to replace it all the same`} error={error}>
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
              <Button onClick={onCancel}>Go back</Button>
              <Button type="submit" variant="danger">
                Replace the token
              </Button>
            </div>
          </form>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
