/** What may be sent and known about people and invitations; shared with the browser. */
import { z } from 'zod';
import { emailSchema, passwordSchema, personNameSchema } from '../sign-in/schema.ts';

const roleSchema = z.enum(['admin', 'member'], { error: 'A role is admin or member.' });

/** The body of POST /api/members. */
export const invitationInputSchema = z.strictObject({ email: emailSchema, role: roleSchema });
export type InvitationInput = z.infer<typeof invitationInputSchema>;

const instant = z.iso.datetime();

/** The answer of POST /api/members: the link, this once. */
export const newInvitationSchema = z
  .object({
    id: z.uuid(),
    email: z.string(),
    role: roleSchema,
    expiresAt: instant,
    link: z.string(),
  })
  .meta({ id: 'NewInvitation' });
export type NewInvitation = z.infer<typeof newInvitationSchema>;

/** The body of POST /api/invitations/acceptance. */
export const acceptanceSchema = z.strictObject({
  code: z
    .string({ error: 'Open the link of the invitation again.' })
    .trim()
    .regex(/^[A-Za-z0-9_-]{43}$/, { error: 'This is not the link of an invitation. Copy all of it.' }),
  name: personNameSchema,
  password: passwordSchema,
});
export type AcceptanceInput = z.infer<typeof acceptanceSchema>;

const keysFateSchema = z
  .enum(['end', 'keep'], { error: 'keys is end or keep.' })
  .default('end')
  .describe(
    'What becomes of the API keys that this person made, where they lose the right to make some: end revokes them at once.',
  );
export type KeysFate = z.infer<typeof keysFateSchema>;

/** The query of DELETE /api/members/{id}. */
export const memberRemovalSchema = z.strictObject({ keys: keysFateSchema });

/** The body of PATCH /api/members/{id}. `keys` counts where a right is lost: with the role member, or disabled. */
export const memberChangeSchema = z
  .strictObject({
    role: roleSchema.optional(),
    disabled: z.boolean({ error: 'disabled is true or false.' }).optional(),
    keys: keysFateSchema,
  })
  .refine(({ role, disabled }) => role !== undefined || disabled !== undefined, {
    error: 'Send role, disabled, or both.',
    when: ({ issues }) => issues.length === 0,
  });
export type MemberChange = z.input<typeof memberChangeSchema>;

export const memberListSchema = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        email: z.string(),
        role: roleSchema,
        disabledAt: instant.nullable(),
        createdAt: instant,
        lastSeenAt: instant.nullable(),
      }),
    ),
    invitations: z.array(
      z.object({
        id: z.uuid(),
        email: z.string(),
        role: roleSchema,
        invitedBy: z.string(),
        createdAt: instant,
        expiresAt: instant,
      }),
    ),
  })
  .meta({ id: 'MemberList' });
export type MemberList = z.infer<typeof memberListSchema>;
export type Member = MemberList['items'][number];
