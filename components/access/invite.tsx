'use client';
/** Inviting somebody: an address and a role, then a link to hand over, shown once. */
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import type { z } from 'zod';
import {
  type InvitationInput,
  invitationInputSchema,
  type NewInvitation,
} from '../../lib/access/people/member-schema.ts';
import { callApi, failureText } from '../http/call.ts';
import { Button } from '../ui/button.tsx';
import { MakeDialog } from '../ui/dialog/make-dialog.tsx';
import { Field, fieldIds } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { ShownOnce } from '../ui/shown-once.tsx';

function InviteForm({ onMade, onCancel }: { onMade: (made: NewInvitation) => void; onCancel: () => void }) {
  const [problem, setProblem] = useState('');
  const form = useForm<z.input<typeof invitationInputSchema>, unknown, InvitationInput>({
    resolver: zodResolver(invitationInputSchema),
    defaultValues: { email: '', role: 'member' },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (input) => {
    setProblem('');
    const answer = await callApi<NewInvitation>({ method: 'POST', url: '/api/members', body: input });
    if (answer.kind === 'done') return onMade(answer.body);
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

export function Invite() {
  return (
    <MakeDialog<NewInvitation>
      opener="Invite somebody"
      title="Invite somebody"
      madeTitle="The invitation is ready"
      form={(onMade, onCancel) => <InviteForm onMade={onMade} onCancel={onCancel} />}
      result={({ email, expiresAt, link }, onClose) => (
        <ShownOnce copy="Copy the link" value={link} onClose={onClose}>
          Give this link to <strong className="font-medium wrap-anywhere">{email}</strong>, by a way that only
          they read. It works once, ends <RelativeTime iso={expiresAt} />, and is not shown again.
        </ShownOnce>
      )}
    />
  );
}
