/** The shape of a connector's guide: what to fetch where, before the form can be filled in. Safe in browsers. */

/** Text with links and words to be typed as they stand. */
export type GuideText = (string | { link: string; href: string } | { code: string })[];

export type GuideBlock =
  | { kind: 'text'; text: GuideText }
  | { kind: 'steps'; items: GuideText[] }
  /** Values to be copied, each with what it is for. */
  | { kind: 'copy'; values: { value: string; purpose: string }[] }
  | { kind: 'choice'; options: { name: string; text: string }[] }
  | { kind: 'picture'; picture: 'which-id' };

export interface GuideSection {
  id: string;
  title: string;
  blocks: GuideBlock[];
}

/** A field of the form, by its name in the credential's schema. */
export type GuideField = 'name' | 'description' | 'accessToken' | 'wabaId' | 'apiVersion' | 'appSecret';

export interface Guide {
  sections: GuideSection[];
  /** The section that explains a field. */
  sectionOf: Partial<Record<GuideField, string>>;
  further: { link: string; href: string }[];
}
