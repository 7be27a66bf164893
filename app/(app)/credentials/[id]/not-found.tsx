import { ButtonLink } from '../../../../components/ui/button.tsx';
import { EmptyState } from '../../../../components/ui/empty-state.tsx';

export default function CredentialNotFound() {
  return (
    <EmptyState
      title="This credential is not here"
      action={<ButtonLink href="/credentials">To the credentials</ButtonLink>}
    >
      It may have been deleted, or the address is mistyped. Admins can bring back what was deleted in the last
      30 days.
    </EmptyState>
  );
}
