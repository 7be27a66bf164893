import { TileGridSkeleton } from '../../../../components/credential/tile/tile-grid.tsx';

export default function CredentialsLoading() {
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold tracking-tight">Credentials</h1>
      <TileGridSkeleton />
    </>
  );
}
