/** What admins can do with many credentials at once. */
import { ButtonLink } from '../../ui/button.tsx';
import { ChangeVersions } from './change-versions.tsx';

export function AdminTools() {
  return (
    <div className="flex flex-wrap gap-2">
      <ChangeVersions />
      <ButtonLink href="/credentials/deleted">Recently deleted</ButtonLink>
    </div>
  );
}
