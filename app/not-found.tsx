import { ButtonLink } from '../components/ui/button.tsx';
import { CenteredPage } from '../components/ui/centered-page.tsx';

export default function NotFound() {
  return (
    <CenteredPage
      title="There is nothing here"
      lead="The address may be mistyped, or what it showed is gone."
    >
      <ButtonLink href="/sources" variant="primary">
        Go to sources
      </ButtonLink>
    </CenteredPage>
  );
}
