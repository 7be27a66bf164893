'use client';
/** What becomes of what uses a credential that is to be deleted: another takes its place, or nothing does. */
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { Field, fieldIds } from '../../ui/field.tsx';
import { CredentialPicker } from '../credential-picker.tsx';
import type { ActionTile } from '../tile/action-tile.ts';
import type { DeleteProblem } from './use-delete.ts';
import type { DeletionChoice, Way } from './use-deletion-choice.ts';

interface DeletionWaysProps {
  id: string;
  tile: ActionTile;
  choice: DeletionChoice;
  problem: DeleteProblem | null;
}

interface WayRadioProps {
  id: string;
  way: Way;
  choice: DeletionChoice;
  label: string;
  /** What is asked for once it is chosen. */
  children: ReactNode;
}

function WayRadio({ id, way, choice, label, children }: WayRadioProps) {
  const chosen = way === choice.way;
  return (
    <>
      <label className="flex items-center gap-2.5 font-medium">
        <input
          type="radio"
          name={`${id}-way`}
          checked={chosen}
          onChange={() => choice.choose(way)}
          className="size-4 accent-accent"
        />
        {label}
      </label>
      {chosen && <div className="pl-6.5">{children}</div>}
    </>
  );
}

/** What is wrong with a field, if this is about it. */
const errorAt = (field: DeleteProblem['field'], problem: DeleteProblem | null) =>
  problem?.field === field ? problem?.text : undefined;

function Replacement({ id, tile, choice, problem }: DeletionWaysProps) {
  const t = useTranslations('credentialDelete');
  const fieldId = `${id}-replaceWith`;
  const error = errorAt('replaceWith', problem);
  return (
    <Field id={fieldId} label={t('ways.replaceWith')} hint={t('ways.replaceWithHint')} error={error}>
      <CredentialPicker
        id={fieldId}
        connector={tile.connector}
        except={tile.id}
        value={choice.picked}
        onChange={choice.pick}
        describedBy={`${fieldId}-hint ${error ? `${fieldId}-error` : ''}`.trim()}
        invalid={error !== undefined}
      />
    </Field>
  );
}

function TypedName({ id, tile, choice, problem }: DeletionWaysProps) {
  const t = useTranslations('credentialDelete');
  const fieldId = `${id}-confirm`;
  const error = errorAt('confirm', problem);
  return (
    <Field
      id={fieldId}
      label={t('ways.confirm', { name: tile.name })}
      hint={t('ways.confirmHint')}
      error={error}
    >
      <input
        {...fieldIds(fieldId, { hint: true, error })}
        value={choice.typed}
        onChange={({ target }) => choice.type(target.value)}
        autoComplete="off"
        spellCheck={false}
        data-1p-ignore=""
        className="field-control"
      />
    </Field>
  );
}

export function DeletionWays(props: DeletionWaysProps) {
  const t = useTranslations('credentialDelete');
  const { id, choice } = props;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t('ways.legend')}</legend>
      <WayRadio id={id} way="replace" choice={choice} label={t('ways.replace')}>
        <Replacement {...props} />
      </WayRadio>
      <WayRadio id={id} way="detach" choice={choice} label={t('ways.detach')}>
        <TypedName {...props} />
      </WayRadio>
    </fieldset>
  );
}
