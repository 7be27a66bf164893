'use client';
/** The frame of a form that changes the credential: its fields, the foot, and the question of a conflict. */
import type { KeyboardEvent, ReactNode } from 'react';
import { keepFocusInField } from '../../field/keep-focus.ts';
import { ProvenFields } from '../../proof/proven-fields.tsx';
import { SaveFoot } from '../../proof/save-foot.tsx';
import { ConflictDialog, type ConflictRow } from './conflict-dialog.tsx';
import type { ChangeForm as Change } from './use-change-form.ts';

interface ChangeFormProps {
  change: Change;
  label: string;
  promise: string;
  onCancel: () => void;
  /** The two sides, when somebody else was quicker. */
  conflictRows: ConflictRow[];
  conflictSides?: Parameters<typeof ConflictDialog>[0]['sides'];
  children: ReactNode;
}

export function ChangeForm(props: ChangeFormProps) {
  const { change, label, promise, onCancel, conflictRows, conflictSides = 'edit', children } = props;
  const { proven, submit, settle } = change;
  const { phase, failure, busy, stop } = proven;
  const asks = failure?.conflict ?? null;
  // What is asked in a dialog is not told in a banner as well.
  const shown =
    phase.kind === 'editing' && (asks || failure?.differences) ? { ...phase, failure: null } : phase;
  const leave = () => (phase.kind === 'checking' ? stop() : onCancel());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) {
      event.preventDefault();
      leave();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !busy) {
      event.preventDefault();
      void submit();
    }
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only hears the keys of the fields inside
    <div onKeyDown={onKeyDown} onMouseDown={keepFocusInField} className="flex flex-col gap-5">
      <ProvenFields
        proven={proven}
        help={null}
        aria-label={label}
        onSubmit={() => void submit()}
        className="flex flex-col gap-5"
      >
        {children}
      </ProvenFields>
      <SaveFoot
        proven={proven}
        phase={shown}
        sections={[]}
        promise={promise}
        onTryAgain={() => submit()}
        onCancel={leave}
      />
      <ConflictDialog
        conflict={asks}
        rows={conflictRows}
        sides={conflictSides}
        onMine={() => settle(true)}
        onTheirs={() => settle(false)}
      />
    </div>
  );
}
