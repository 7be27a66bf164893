/** Parts of messages that are shown in a way of their own. */
import type { ReactNode } from 'react';

/** What a button names besides for whoever does not see the row that it stands in. */
export const forScreenReaders = (chunks: ReactNode) => <span className="sr-only">{chunks}</span>;
