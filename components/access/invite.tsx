'use client';
/** Inviting somebody: an address and a role, then a link to hand over, shown once. */
import { Dialog } from '@base-ui/react/dialog';
import { zodResolver } from '@hookform/resolvers/zod';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import {
  type InvitationInput,
  invitationInputSchema,
  type NewInvitation,
} from '../../lib/access/member-schema.ts';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';

function InviteForm({ onMade, onCancel }: { onMade: (made: NewInvitation) => void; onCancel: () => void }) {
  const [problem, setProblem] = useState('');
  const form = useForm<z.input<typeof invitationInputSchema>, unknown, InvitationInput>({
    resolver: zodResolver(invitationInputSchema),
    defaultValues: { email: '', role: 'member' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setProblem('');
    const answer = await callApi({ method: 'POST', url: '/api/members', body: input });
    if (answer.kind === 'done') return onMade(answer.body as NewInvitation);
    const field =
      answer.kind === 'problem' ? answer.problem.errors?.find((each) => each.field === 'email') : null;
    if (field) form.setError('email', { message: field.message }, { shouldFocus: true });
    else setProblem(failureText(answer));
  });
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <Field id="invite-email" label="Email" error={errors.email?.message}>
        <input
          type="email"
          autoComplete="off"
          data-1p-ignore=""
          className="field-control"
          {...fieldIds('invite-email', { error: errors.email?.message })}
          {...form.register('email')}
        />
      </Field>
      <Field
        id="invite-role"
        label="Role"
        hint="Members add credentials and use them. Admins also edit, replace and delete them, invite people and read the audit trail."
      >
        <select
          className="field-control"
          {...fieldIds('invite-role', { hint: true })}
          {...form.register('role')}
        >
          <option value="member">Member</option>
          <option value="admin">Admin</option>
        </select>
      </Field>
      {problem && <Notice tone="problem">{problem}</Notice>}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" loading={isSubmitting} disabled={isSubmitting}>
          Make the link
        </Button>
      </div>
    </form>
  );
}

function MadeLink({ made, onClose }: { made: NewInvitation; onClose: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <p className="leading-relaxed" role="status">
        Give this link to <strong className="font-medium wrap-anywhere">{made.email}</strong>, by a way that
        only they read. It works once, ends <RelativeTime iso={made.expiresAt} />, and is not shown again.
      </p>
      <p className="rounded-control border border-line bg-sunken px-3 py-2 font-mono text-[13px] break-all">
        {made.link}
      </p>
      <div className="flex items-center justify-between gap-2">
        <CopyButton text={made.link}>Copy the link</CopyButton>
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  );
}

export function Invite() {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<NewInvitation | null>(null);
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(stays) => (stays ? setOpen(true) : close())}
      disablePointerDismissal
    >
      <Dialog.Trigger render={<Button variant="primary" />}>Invite somebody</Dialog.Trigger>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-black/40" />
        <Dialog.Popup className="fixed top-1/2 left-1/2 z-50 flex w-[460px] max-w-[calc(100vw-32px)] -translate-1/2 flex-col gap-4 rounded-card border border-line bg-raised p-5 shadow-overlay">
          <Dialog.Title className="text-base font-semibold">
            {made ? 'The invitation is ready' : 'Invite somebody'}
          </Dialog.Title>
          {made ? (
            <MadeLink made={made} onClose={close} />
          ) : (
            <InviteForm
              onMade={(invitation) => {
                setMade(invitation);
                router.refresh();
              }}
              onCancel={close}
            />
          )}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
