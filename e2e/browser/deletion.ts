/** Deleting as people do it: from the menu of a tile. */
import { expect, type Locator, type Page } from '@playwright/test';

export class Deletion {
  readonly dialog: Locator;
  readonly picker: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.dialog = page.getByRole('alertdialog', { name: /^Delete / });
    this.picker = this.dialog.getByRole('combobox', { name: 'Replace with' });
  }

  /** Opens the dialog from the tile of a credential, on the page that is open. */
  async openFromTile(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: `Actions for ${name}` }).click();
    await this.#page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(this.dialog).toBeVisible();
  }

  /** Goes to the list and opens the dialog. */
  async open(name: string): Promise<void> {
    await this.#page.goto(`/credentials?q=${encodeURIComponent(name)}`);
    await this.openFromTile(name);
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async pick(name: string): Promise<void> {
    await this.picker.fill(name);
    await this.#page.getByRole('option', { name }).click();
  }

  /** What the page says afterwards. */
  notice(name: string): Locator {
    return this.#page.getByText(`${name} was deleted.`);
  }
}

/** The row of a list that tells of a thing with this name. */
export const rowOf = (page: Page, name: string): Locator =>
  page.getByRole('listitem').filter({ hasText: name });
