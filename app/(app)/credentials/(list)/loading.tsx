import { TileGridSkeleton } from '../../../../components/credential/tile/tile-grid.tsx';
import { words } from '../../../../lib/words/words.ts';

export default function CredentialsLoading() {
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-tight">{words('app')('titles.credentials')}</h1>
      <TileGridSkeleton />
    </>
  );
}
