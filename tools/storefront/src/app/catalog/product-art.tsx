import type { Product } from '#libs/client';
import { articleIcon, tintOf } from './article-icon.ts';
import classes from './product-art.module.css';

interface ProductArtProps {
  readonly title: string;
  readonly images?: Product['images'] | undefined;
  /** The width on the page, for the choice of the image file. */
  readonly sizes?: string;
}

/** The first image of a product, or a drawing if it has none. It is decorative: the title is next to it. */
export function ProductArt({ title, images = [], sizes = '320px' }: ProductArtProps) {
  const Icon = articleIcon(title);
  const [image] = images;
  const variants = image?.variants.filter(({ format }) => format === 'webp') ?? [];
  return (
    <div className={classes.art} data-tint={tintOf(title)}>
      {image ? (
        <img
          src={image.url}
          srcSet={variants.map(({ url, width }) => `${url} ${width}w`).join(', ')}
          sizes={sizes}
          alt=""
          loading="lazy"
        />
      ) : (
        <Icon className={classes.icon} aria-hidden />
      )}
    </div>
  );
}
