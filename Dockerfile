# What production runs is in one image; the command chooses the program. See docker-compose.yml.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

# For the development system only: the Teams simulator and the maker of certificates need development packages.
FROM build AS development
RUN install -d -o node /certificates
USER node

FROM build AS production-packages
# The embedded Postgres is for machines without a database; containers have one.
RUN npm prune --omit=dev --omit=optional

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=production-packages /app/node_modules node_modules
COPY --from=build /app/dist dist
# Where media hosts keep what they keep.
RUN install -d -o node /var/lib/witness
USER node
EXPOSE 3978
CMD ["node", "dist/recorder.js"]
