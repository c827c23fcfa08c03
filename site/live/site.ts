/** The address of the site's root, under whatever path it is served. */
export function siteAddress(): string {
  return new URL(import.meta.env.BASE_URL, location.href).href;
}
