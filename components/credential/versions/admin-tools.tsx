/** What admins can do with many credentials at once. */
import { words } from '../../../lib/words/words.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { ChangeVersions } from './change-versions.tsx';

export function AdminTools() {
  return (
    <div className="flex flex-wrap gap-2">
      <ChangeVersions />
      <ButtonLink href="/credentials/deleted">{words('credentialVersions')('deleted')}</ButtonLink>
    </div>
  );
}
