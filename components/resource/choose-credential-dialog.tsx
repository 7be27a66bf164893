'use client';
import { Dialog } from '@base-ui/react/dialog';
import { type FormEvent, useId, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ResourceView } from '../../lib/resource/view.ts';
import { CredentialPicker, type Picked } from '../credential/credential-picker.tsx';
import { callApi } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import { resourcePaths } from './paths.ts';
import { refusalWords } from './refusal-words.ts';

export type ChangedResource = Pick<ResourceView, 'id' | 'kind' | 'name' | 'connector' | 'version'>;

export interface ChooseCredentialDialogProps {
  resource: ChangedResource;
  /** Called when the resource is another than the page shows, with what to say about it. */
  onChanged: (sentence: string) => void;
  onClose: () => void;
}

export function ChooseCredentialDialog({ resource, onChanged, onClose }: ChooseCredentialDialogProps) {
  const t = useTranslations('resource');
  const tProblem = useTranslations('problem');
  const id = useId();
  const [picked, setPicked] = useState<Picked | null>(null);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!picked) {
      document.getElementById(id)?.focus();
      return setError(t('credential.missing'));
    }
    setBusy(true);
    setError(undefined);
    const url = `/api${resourcePaths[resource.kind]}/${resource.id}`;
    const { version } = resource;
    const answer = await callApi({ method: 'PATCH', url, version, body: { credentialId: picked.id } });
    if (answer.kind === 'done') return onChanged(t('credential.usesNow', { name: picked.name }));
    if (answer.kind === 'problem' && answer.problem.code === 'version_conflict')
      return onChanged(t('credential.changed'));
    setBusy(false);
    setError(refusalWords(t, tProblem, resource.kind, answer));
  };
  return (
    <Dialog.Root open onOpenChange={(stays) => !stays && !busy && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 w-[440px] max-w-[calc(100vw-32px)] -translate-1/2 rounded-card border border-line bg-raised p-5 shadow-overlay">
          <form onSubmit={submit} className="flex flex-col gap-5">
            <Dialog.Title className="text-base font-semibold wrap-anywhere">
              {t('credential.chooseFor', { name: resource.name })}
            </Dialog.Title>
            <Field id={id} label={t('credential.label')} error={error}>
              <CredentialPicker
                id={id}
                connector={resource.connector}
                except={null}
                value={picked}
                onChange={setPicked}
                describedBy={error ? `${id}-error` : undefined}
                invalid={error !== undefined}
              />
            </Field>
            <div className="flex justify-end gap-2">
              <Button onClick={onClose}>{t('cancel')}</Button>
              <Button type="submit" variant="primary" loading={busy}>
                {t('credential.confirm')}
              </Button>
            </div>
          </form>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
