/** Style sheets are bundled by Vite; importing one has an effect and no value. */
declare module "*.css";
