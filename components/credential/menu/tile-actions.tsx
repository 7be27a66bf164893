'use client';
/** The ⋯ of a tile; after a deletion the list is drawn anew and says what happened. */
import { useRouter } from 'next/navigation';
import type { Tile } from '../../../lib/credential/look/tile.ts';
import type { Viewer } from '../tile/viewer.ts';
import { CredentialActions } from './credential-actions.tsx';

export function TileActions({ tile, viewer }: { tile: Tile; viewer: Viewer }) {
  const router = useRouter();
  const { id, name, connector, locked, reason, tokenLastFour } = tile;
  const afterDelete = () => {
    const url = new URL(window.location.href);
    url.searchParams.set('deleted', id);
    if (url.searchParams.get('credential') === id) url.searchParams.delete('credential');
    router.replace(url.pathname + url.search, { scroll: false });
  };
  return (
    <CredentialActions
      tile={{ id, name, connector, locked, reason, tokenLastFour }}
      {...viewer}
      afterDelete={afterDelete}
      className="absolute! top-2 right-2"
      toldClass="px-4"
    />
  );
}
