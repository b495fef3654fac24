/** The part of jstat that serves as an oracle here; the package has no types. */
declare module "jstat" {
  interface Distribution {
    cdf(x: number, ...parameters: number[]): number;
    inv(p: number, ...parameters: number[]): number;
  }
  const jstat: {
    gammaln(x: number): number;
    lowRegGamma(a: number, x: number): number;
    beta: Distribution;
    studentt: Distribution;
  };
  export default jstat;
}
