// Generated from web/testdata/openapi.json by `npm run types`; do not edit.
export interface paths {
    readonly "/healthz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether the process answers */
        readonly get: operations["health"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/metrics": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Figures for Prometheus */
        readonly get: operations["metrics"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/openapi.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** This document (OpenAPI 3.1) */
        readonly get: operations["openapi"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/readyz": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Whether a map is served */
        readonly get: operations["readiness"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tiles/{layer}.json": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A tile layer for map clients (TileJSON 3.0.0) */
        readonly get: operations["tileJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/tiles/{layer}/{z}/{x}/{y}.mvt": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A vector tile (MVT 2): the layer, and its label points in LAYER_label */
        readonly get: operations["tile"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/checks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Find the faults of files, or of a stored network
         * @description A form checks the files in it, as `wangge check` does; JSON names a network that is stored.
         */
        readonly post: operations["check"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** All that a bare code may mean, at any date */
        readonly get: operations["readCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/codes/{network}/{scheme}/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a code of a network and scheme is, at any date */
        readonly get: operations["getCode"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/codes/findings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a planner should look at in a county's codes */
        readonly get: operations["listFindings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/codes/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which codes a draft's grids would get, or the published ones in another scheme, in the order of the numbering */
        readonly get: operations["previewCodes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/codes/schemes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The schemes that codes are issued and read by */
        readonly get: operations["listSchemes"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/crosswalk": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which unified grids the legacy grids are in, as it was published with them */
        readonly get: operations["listCrosswalk"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/crosswalk.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The crosswalk as a table of comma-separated values */
        readonly get: operations["crosswalkCsv"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/crosswalk.geojson": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The crosswalk with the ground of every row, in CGCS2000; the published one as grids and networks are now */
        readonly get: operations["crosswalkGeoJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/crosswalk.xlsx": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The crosswalk as a workbook, with counts by network and town */
        readonly get: operations["crosswalkXlsx"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/divisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Counties, towns and communities */
        readonly get: operations["listDivisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/divisions/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A division with its geometry */
        readonly get: operations["getDivision"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/divisions/{code}/qr.zip": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The QR codes of all grids in a division, to print
         * @description A zip of index.csv, index.html with sheets of A4, and a captioned SVG for each grid.
         */
        readonly get: operations["qrZip"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/drafts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The drafts of a county, newest first */
        readonly get: operations["listDrafts"];
        readonly put?: never;
        /**
         * Begin a draft of the live map
         * @description A county has one open draft at most; a second one is a conflict that names it.
         */
        readonly post: operations["beginDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/drafts/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A draft, and what it changes of the live map */
        readonly get: operations["getDraft"];
        readonly put?: never;
        readonly post?: never;
        /** Give an open draft up */
        readonly delete: operations["discardDraft"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/drafts/{id}/codes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Issue the codes that the grids of an open draft lack
         * @description For ever: a code that was issued is never issued again, even if the draft is discarded. `/v1/codes/preview` tells which they are.
         */
        readonly post: operations["issueCodes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/drafts/{id}/operations": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Split, merge, dissolve, rename … grids of an open draft
         * @description The answer is the draft's next state, under an id of its own: whoever goes on from another one is told that somebody else was faster. Both parts of a split and the result of a merge get new codes when they are numbered; a dissolved grid's code is retired; all else keeps its code.
         */
        readonly post: operations["changeDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/drafts/{id}/publish": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make an open draft the next revision
         * @description In one transaction: the codes that its grids lack are issued, the lineage from the grids before it is written, and the crosswalk from every legacy grid. A draft that is not sound is refused, with every fault.
         */
        readonly post: operations["publishDraft"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/grids": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Published grids, by code */
        readonly get: operations["listGrids"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/grids/{code}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** A published grid with its people and geometry */
        readonly get: operations["getGrid"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/grids/{code}/lineage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What a code came from and what became of it, at any date */
        readonly get: operations["getLineage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/grids/{code}/locations/{locationCode}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The place that a location code names in a grid */
        readonly get: operations["getLocation"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/grids/{code}/qr.png": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The QR code of any code ever issued
         * @description It holds the link of the code's public page, /g/{code}: plates outlive grids, and the page tells what became of them.
         */
        readonly get: operations["qrPng"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/grids/{code}/qr.svg": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The QR code of any code ever issued
         * @description It holds the link of the code's public page, /g/{code}: plates outlive grids, and the page tells what became of them.
         */
        readonly get: operations["qrSvg"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/heatmap": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Count positions by H3 cell, and hide small counts
         * @description A GeoJSON FeatureCollection of the cells with at least k positions, with exact counts; of all others only the number of their positions together is told. Nothing is stored. k protects what is told once: two maps of the same positions, of two resolutions or of days that overlap, tell their difference too. Positions are counted, not people: where one person may have several, send one for each, or a k as many times as great.
         */
        readonly post: operations["heatmap"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Imports that changed something, newest first */
        readonly get: operations["listImports"];
        readonly put?: never;
        /**
         * Import files, all or nothing, in the background
         * @description Answers at once with the import's address; nothing is stored unless every row can be taken. Grids of the network `unified` become a draft.
         */
        readonly post: operations["startImport"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far an import is, or what it did */
        readonly get: operations["getImport"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/imports/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Progress of an import as server-sent events
         * @description Events are progress, and in the end done or failed with the import itself.
         */
        readonly get: operations["importEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/matters": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The kinds of matter, and which networks answer for them */
        readonly get: operations["listMatters"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/networks": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The networks of all counties */
        readonly get: operations["listNetworks"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/officers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The roster; names and phones are masked unless public */
        readonly get: operations["listOfficers"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/postings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Who is posted where, and what of that holds now */
        readonly get: operations["listPostings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/postings/{id}/fill": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Put an officer of the roster on a vacant posting
         * @description The id is that of the posting's present version: where it was changed meanwhile this is a conflict, and nothing is written. The answer has the id of the new version.
         */
        readonly post: operations["fillPosting"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/postings/{id}/leave": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Put the officer of a posting on leave, or give the leave other days
         * @description The id is that of the posting's present version: where it was changed meanwhile this is a conflict, and nothing is written. The answer has the id of the new version.
         */
        readonly post: operations["leavePosting"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/postings/{id}/return": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * End the leave of a posting's officer
         * @description The id is that of the posting's present version: where it was changed meanwhile this is a conflict, and nothing is written. The answer has the id of the new version.
         */
        readonly post: operations["returnPosting"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/postings/{id}/vacate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Take the officer off a posting, which stays as a vacant one
         * @description The id is that of the posting's present version: where it was changed meanwhile this is a conflict, and nothing is written. The answer has the id of the new version.
         */
        readonly post: operations["vacatePosting"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The proposals of a county and those that are being computed, newest first */
        readonly get: operations["listProposals"];
        readonly put?: never;
        /**
         * Propose unified grids for the stored legacy networks, in the background
         * @description Answers at once with the proposal's address. One is computed at a time. The same networks and options give the same proposal.
         */
        readonly post: operations["startProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** How far a proposal is, or what it is judged by */
        readonly get: operations["getProposal"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Delete a proposal
         * @description A draft that was made of it stays.
         */
        readonly delete: operations["deleteProposal"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/cancel": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Stop computing a proposal, and keep the best so far
         * @description It is stored as cancelled as soon as it has stopped; nothing is, where it had proposed nothing yet.
         */
        readonly post: operations["cancelProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/comparison/{other}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which grids two proposals of a county have in common */
        readonly get: operations["compareProposals"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/crosswalk": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which grids of a proposal the legacy grids would be in */
        readonly get: operations["listProposalCrosswalk"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/crosswalk.csv": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The crosswalk as a table of comma-separated values */
        readonly get: operations["proposalCrosswalkCsv"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/crosswalk.geojson": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The crosswalk with the ground of every row, in CGCS2000; the published one as grids and networks are now */
        readonly get: operations["proposalCrosswalkGeoJson"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/crosswalk.xlsx": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The crosswalk as a workbook, with counts by network and town */
        readonly get: operations["proposalCrosswalkXlsx"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/draft": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a proposal the county's open draft
         * @description Undo brings back the draft that was open before. Grids on the ground of a live unified grid keep its code.
         */
        readonly post: operations["draftProposal"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Progress of a proposal as server-sent events
         * @description Events are progress, and in the end done, cancelled or failed with the proposal itself.
         */
        readonly get: operations["proposalEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/proposals/{id}/grids": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** The grids of a proposal, by number */
        readonly get: operations["listProposalGrids"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/recodings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Make a plan the next revision
         * @description The plan is sent as the preview gave it. Where anything changed since, it is a conflict that names it, and nothing is written: preview again.
         */
        readonly post: operations["applyRecoding"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/recodings/preview": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * What a change of divisions makes of the codes
         * @description A plan; nothing is written. A town takes its communities along, with the same last three digits, and they take their grids.
         */
        readonly post: operations["previewRecoding"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/reports/unattended": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Grids where neither primary nor deputy is there, and postings on retired codes */
        readonly get: operations["reportUnattended"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/resolve": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Which grid a position lies in, and who answers for it */
        readonly get: operations["resolve"];
        readonly put?: never;
        /**
         * The grids of many positions, in their order
         * @description A JSON array, or a stream of lines (NDJSON) or of a CSV; the answer is of the same kind, and begins before the request ends. A position that cannot be answered has an error in its place and stops nothing. A CSV keeps its rows as they are and gets the columns code, name, community, town and error (code_2 where there is such a column already). A stream that breaks off midway ends without its last chunk.
         */
        readonly post: operations["resolveMany"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/revisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Published revisions, newest first */
        readonly get: operations["listRevisions"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Find divisions, grids and old codes by name or code */
        readonly get: operations["search"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly AdoptionSummary: {
            readonly county: string;
            /** @description digits of the object segment, where the scheme has one */
            readonly object?: string;
        };
        readonly Answer: {
            /** @description with accuracy */
            readonly ambiguous?: boolean;
            /**
             * Format: date-time
             * @description with people=true
             */
            readonly at?: string;
            /** @description with border=true or people=true */
            readonly border?: components["schemas"]["Border"];
            /** @description with accuracy */
            readonly candidates?: readonly components["schemas"]["Candidate"][];
            /** @description instead of all the rest */
            readonly error?: components["schemas"]["Problem"];
            readonly grid?: components["schemas"]["GridRef"];
            /** @description with people=true */
            readonly locationCode?: string;
            readonly path?: readonly components["schemas"]["Step"][];
            /** @description with people=true */
            readonly people?: readonly components["schemas"]["Person"][];
            readonly position?: components["schemas"]["Position"];
            readonly revision?: components["schemas"]["RevisionRef"];
        };
        readonly Asked: {
            /**
             * @description that of the query by default
             * @enum {string}
             */
            readonly datum?: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
            /**
             * Format: double
             * @description latitude in degrees
             */
            readonly lat: number;
            /**
             * Format: double
             * @description longitude in degrees
             */
            readonly lng: number;
        };
        readonly BeginInputBody: {
            /** @description who does this, for the audit log */
            readonly by?: string;
            /** @description the only one there is by default */
            readonly county?: string;
            /** @description why, for the audit log */
            readonly reason?: string;
        };
        readonly Border: {
            /** Format: double */
            readonly distanceM: number;
            /** @description grid behind the nearest border; absent at the edge of the map */
            readonly neighbour?: string;
        };
        readonly By: {
            /** @description who does this, for the audit log */
            readonly by?: string;
            /** @description why, for the audit log */
            readonly reason?: string;
        };
        readonly Candidate: {
            readonly code: string;
            /** @description where the answer is ambiguous: the first to call in this grid */
            readonly duty?: components["schemas"]["Person"];
            readonly name: string;
            /**
             * Format: double
             * @description of the circle's area
             */
            readonly share: number;
        };
        readonly ChangedDraft: {
            /** @description what the operation changed */
            readonly changes: components["schemas"]["DraftChanges"];
            /** @description the next state; absent where undo went back to the live map, and no draft is open */
            readonly draft?: components["schemas"]["DraftSummary"];
        };
        readonly CheckReport: {
            /** Format: int64 */
            readonly cells: number;
            readonly faults: readonly components["schemas"]["Fault"][];
            /** @description what was assumed */
            readonly notes: readonly string[];
            /** @description where streets were sent: each with the cells it runs through and along */
            readonly streets?: readonly components["schemas"]["StreetReport"][];
        };
        readonly CodeLives: {
            readonly code: string;
            readonly lives: readonly components["schemas"]["LifeSummary"][];
        };
        readonly CodeReading: {
            /** @description the revision that all of this is as of; number 0 before the first one */
            readonly at: components["schemas"]["RevisionRef"];
            readonly code: string;
            /** @description of a legacy network */
            readonly county?: string;
            /**
             * Format: int64
             * @description of a legacy network: the revision whose accepted crosswalk tells of the shares; absent where the shared ground does
             */
            readonly crosswalk?: number;
            /** @description the part that no published grid has */
            readonly ended?: components["schemas"]["Ended"];
            /** @description of the unified network: the unified code whose story it is */
            readonly grid?: string;
            /** @description of the grid, or of the last one that had the code */
            readonly name: string;
            /** @description unified, or the legacy network that uses the code */
            readonly network: string;
            /** @description of the unified network: cn15 or another adopted one; else legacy */
            readonly scheme: string;
            /** @description with its check character, where the scheme has one */
            readonly spoken?: string;
            /** @enum {string} */
            readonly state: "live" | "retired" | "unused" | "elsewhere";
            /** @description address of the lineage; legacy networks have none */
            readonly story?: string;
            /** @description published grids that have its ground, the largest share first; with ended the shares add up to 1 */
            readonly today: readonly components["schemas"]["Share"][];
        };
        readonly CrosswalkRow: {
            /** Format: double */
            readonly areaM2: number;
            readonly class: string;
            readonly code: string;
            /** Format: double */
            readonly householdsShareOfGrid: number;
            /** Format: double */
            readonly householdsShareOfLegacy: number;
            readonly legacyCode: string;
            readonly network: string;
            readonly noise?: boolean;
            /** Format: int64 */
            readonly number?: number;
            /** Format: double */
            readonly people: number;
            /** Format: double */
            readonly peopleShareOfGrid: number;
            /** Format: double */
            readonly peopleShareOfLegacy: number;
            /** Format: double */
            readonly shareOfGrid: number;
            /** Format: double */
            readonly shareOfLegacy: number;
        };
        readonly Direction: {
            /** @example north-east */
            readonly en: string;
            /** @example 东北 */
            readonly zh: string;
        };
        readonly DivisionChange: {
            readonly name?: string;
            readonly new: string;
            readonly old: string;
        };
        readonly DivisionDetails: {
            /** @description a point inside */
            readonly at?: [
                number,
                number
            ];
            /** @description west, south, east, north */
            readonly bbox?: [
                number,
                number,
                number,
                number
            ];
            /**
             * Format: int64
             * @description divisions right below
             */
            readonly children: number;
            readonly code: string;
            /** @description absent where the outline is not known */
            readonly geometry?: components["schemas"]["Geometry"];
            /**
             * Format: int64
             * @description published grids within
             */
            readonly grids: number;
            /** @enum {string} */
            readonly level: "county" | "town" | "community";
            readonly name: string;
            readonly parent?: string;
            readonly path: readonly components["schemas"]["Step"][];
        };
        readonly DivisionSummary: {
            /** @description a point inside */
            readonly at?: [
                number,
                number
            ];
            /** @description west, south, east, north */
            readonly bbox?: [
                number,
                number,
                number,
                number
            ];
            readonly code: string;
            /**
             * Format: int64
             * @description published grids within
             */
            readonly grids: number;
            /** @enum {string} */
            readonly level: "county" | "town" | "community";
            readonly name: string;
            readonly parent?: string;
            readonly path: readonly components["schemas"]["Step"][];
        };
        readonly DraftChanges: {
            /** @description under a code that is new */
            readonly coded: readonly components["schemas"]["DraftGrid"][];
            /** @description changed, under the code that they had */
            readonly kept: readonly components["schemas"]["DraftGrid"][];
            /** @description their codes are no more; published ones are retired when the draft is published */
            readonly retiring: readonly components["schemas"]["DraftGrid"][];
            /** @description new grids that have no code yet */
            readonly uncoded: readonly components["schemas"]["DraftGrid"][];
        };
        readonly DraftDetails: {
            /** Format: date-time */
            readonly at: string;
            /**
             * Format: int64
             * @description revision it began at
             */
            readonly base: number;
            readonly by: string;
            /** @description what made it, such as import or split 370883001004002 */
            readonly change?: string;
            readonly changes: components["schemas"]["DraftChanges"];
            readonly county: string;
            /** @description the draft it took the place of */
            readonly from?: string;
            /** Format: int64 */
            readonly grids: number;
            readonly id: string;
            readonly reason?: string;
            /** @enum {string} */
            readonly state: "open" | "published" | "discarded";
            /**
             * Format: int64
             * @description grids without a code
             */
            readonly uncoded: number;
        };
        readonly DraftGrid: {
            /** Format: double */
            readonly areaM2: number;
            /** @description a point inside */
            readonly at: [
                number,
                number
            ];
            readonly body?: string;
            readonly code?: string;
            readonly community: string;
            /** Format: int64 */
            readonly households: number;
            /** @enum {string} */
            readonly kind: "base" | "dedicated";
            /**
             * Format: int64
             * @description its number in this state of the draft: #n names it while it has no code
             */
            readonly n?: number;
            readonly name: string;
            /** Format: int64 */
            readonly population: number;
        };
        readonly DraftSummary: {
            /** Format: date-time */
            readonly at: string;
            /**
             * Format: int64
             * @description revision it began at
             */
            readonly base: number;
            readonly by: string;
            /** @description what made it, such as import or split 370883001004002 */
            readonly change?: string;
            readonly county: string;
            /** @description the draft it took the place of */
            readonly from?: string;
            /** Format: int64 */
            readonly grids: number;
            readonly id: string;
            readonly reason?: string;
            /** @enum {string} */
            readonly state: "open" | "published" | "discarded";
            /**
             * Format: int64
             * @description grids without a code
             */
            readonly uncoded: number;
        };
        readonly Ended: {
            /** Format: double */
            readonly areaShare: number;
            /** Format: double */
            readonly populationShare: number;
            /** @enum {string} */
            readonly reason: "unused" | "elsewhere" | "notYet" | "dropped" | "unrecorded" | "uncovered";
        };
        readonly Fault: {
            /** Format: double */
            readonly areaM2: number;
            /** @description longitude and latitude to zoom to */
            readonly at: [
                number,
                number
            ];
            /** @description of buildingCut */
            readonly building?: string;
            /** @description every cell concerned */
            readonly cells: readonly string[];
            /** @description GeoJSON */
            readonly geometry: {
                readonly [key: string]: unknown;
            } | null;
            /** @description kind, sorted cells and lowest lattice point; stays the same while the fault does */
            readonly id: string;
            /** @enum {string} */
            readonly kind: "invalidRing" | "overlap" | "gap" | "outsideParent" | "shortOfParent" | "unmatchedEdge" | "duplicate" | "contained" | "missing" | "streetUncovered" | "multipart" | "pinch" | "buildingCut";
            /**
             * Format: double
             * @description of streetUncovered
             */
            readonly lengthM?: number;
            /**
             * Format: int64
             * @description 1 and up: of the divisions themselves against the level above
             */
            readonly level?: number;
            /** @enum {string} */
            readonly severity: "error" | "warning";
            /** @description narrower than half a metre */
            readonly sliver: boolean;
            /** @description of streetUncovered */
            readonly street?: string;
            /**
             * Format: double
             * @description diameter of the largest inscribed circle
             */
            readonly widthM: number;
        };
        readonly Finding: {
            /** @description all codes that it is about */
            readonly codes: readonly string[];
            /** @enum {string} */
            readonly kind: "collision" | "nearMiss" | "misplaced" | "reserved" | "split" | "merge" | "move" | "keep" | "runningOut" | "unused";
            /** @description of a near miss: what was likely meant */
            readonly likely?: readonly string[];
            readonly remedy: components["schemas"]["Words"];
            readonly text: components["schemas"]["Words"];
            /** @description networks and schemes that it is about; a community where numbers run out */
            readonly where: readonly string[];
        };
        readonly Geometry: {
            readonly coordinates: readonly (readonly (readonly [
                number,
                number
            ][])[])[];
            /** @enum {string} */
            readonly type: "MultiPolygon";
        };
        readonly GridDetails: {
            /** Format: double */
            readonly areaM2: number;
            /** @description a point inside */
            readonly at: [
                number,
                number
            ];
            /** @description west, south, east, north */
            readonly bbox: [
                number,
                number,
                number,
                number
            ];
            /** @description responsible body */
            readonly body?: string;
            readonly code: string;
            readonly community: string;
            readonly geometry: components["schemas"]["Geometry"];
            /** Format: int64 */
            readonly households: number;
            /** @enum {string} */
            readonly kind: "base" | "dedicated";
            readonly name: string;
            readonly path: readonly components["schemas"]["Step"][];
            readonly people: readonly components["schemas"]["Person"][];
            /** Format: int64 */
            readonly population: number;
            /** @description revision being served */
            readonly revision: components["schemas"]["RevisionRef"];
            /**
             * Format: int64
             * @description revision that made this version
             */
            readonly since: number;
            /** @description the code with its check character, for speaking and typing */
            readonly spoken: string;
            /** Format: date-time */
            readonly validFrom: string;
        };
        readonly GridRef: {
            readonly code: string;
            /** @enum {string} */
            readonly kind: "base" | "dedicated";
            readonly name: string;
        };
        readonly GridSummary: {
            /** Format: double */
            readonly areaM2: number;
            /** @description a point inside */
            readonly at: [
                number,
                number
            ];
            readonly code: string;
            readonly community: string;
            /** Format: int64 */
            readonly households: number;
            /** @enum {string} */
            readonly kind: "base" | "dedicated";
            readonly name: string;
            readonly path: readonly components["schemas"]["Step"][];
            /** Format: int64 */
            readonly population: number;
        };
        readonly Health: {
            /** @enum {string} */
            readonly status: "up";
            readonly version: string;
        };
        readonly HeatFault: {
            /**
             * Format: int64
             * @description from 0
             */
            readonly index: number;
            readonly message: string;
        };
        readonly HeatFeature: {
            readonly geometry: components["schemas"]["HeatShape"];
            /** @description the H3 cell */
            readonly id: string;
            readonly properties: components["schemas"]["HeatProperties"];
            /** @enum {string} */
            readonly type: "Feature";
        };
        readonly HeatMap: {
            /**
             * Format: int64
             * @description positions in the cells told
             */
            readonly counted: number;
            /** @description the first of those */
            readonly errors: readonly components["schemas"]["HeatFault"][];
            /** @description by cell; degrees of CGCS2000 */
            readonly features: readonly components["schemas"]["HeatFeature"][];
            /** Format: int64 */
            readonly k: number;
            /**
             * Format: int64
             * @description positions that could not be read
             */
            readonly rejected: number;
            /** Format: int64 */
            readonly res: number;
            /**
             * Format: int64
             * @description positions in cells with fewer than k, together
             */
            readonly suppressed: number;
            /** @enum {string} */
            readonly type: "FeatureCollection";
        };
        readonly HeatProperties: {
            /** Format: int64 */
            readonly count: number;
            readonly h3: string;
            /**
             * Format: double
             * @description sum of the weights
             */
            readonly weight: number;
        };
        readonly HeatQuestion: {
            /**
             * @description what the numbers mean
             * @enum {string}
             */
            readonly datum: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
            /**
             * Format: int64
             * @description smallest count of a cell that is told
             * @default 5
             */
            readonly k: number;
            readonly positions: readonly unknown[];
            /**
             * Format: int64
             * @description H3 resolution: cells of 250 km² (5) to 300 m² (12); 9 is 0.1 km²
             * @default 9
             */
            readonly res: number;
        };
        readonly HeatShape: {
            readonly coordinates: readonly (readonly [
                number,
                number
            ][])[];
            /** @enum {string} */
            readonly type: "Polygon";
        };
        readonly Hit: {
            readonly at?: [
                number,
                number
            ];
            readonly code: string;
            /** @description of an old code: the unified grid where a legacy grid's middle lies, or that has most of the ground of a retired code */
            readonly grid?: string;
            /** @enum {string} */
            readonly kind: "division" | "grid" | "legacy";
            readonly name: string;
            /** @description of an old code: the legacy network, or unified, of a retired code and of codes of other schemes */
            readonly network?: string;
            readonly path: readonly components["schemas"]["Step"][];
        };
        readonly ImportSummary: {
            /** Format: date-time */
            readonly at?: string;
            readonly by?: string;
            readonly county?: string;
            readonly datum?: string;
            /** @description the draft that an import of unified grids made */
            readonly draft?: string;
            readonly files?: readonly string[];
            readonly id: string;
            readonly network?: string;
            /** @description what was assumed, converted and guessed */
            readonly notes?: readonly string[];
            /** @description why it failed; nothing was stored then */
            readonly problem?: components["schemas"]["Problem"];
            readonly progress: components["schemas"]["Progress"];
            readonly reason?: string;
            /** @enum {string} */
            readonly state: "waiting" | "running" | "done" | "failed";
            /** @description once done; all zero but unchanged where everything was stored before */
            readonly tally?: components["schemas"]["Tally"];
            readonly what?: string;
        };
        readonly Invalid: {
            /** @description such as query.lng, or file, row and field, or map: value is a place then */
            readonly location?: string;
            readonly message: string;
            readonly value?: unknown;
        };
        readonly IssuedCodes: {
            /** @description that they were issued in; absent where every grid had a code */
            readonly batch?: string;
            /** @description in order */
            readonly codes: readonly string[];
        };
        readonly IssueSummary: {
            /** @description version of the numbering; import where a file brought the code */
            readonly algorithm: string;
            /** Format: date-time */
            readonly at: string;
            /** @description codes issued together */
            readonly batch?: string;
            readonly by?: string;
        };
        readonly LegacyOrigin: {
            /**
             * Format: double
             * @description of the legacy grid
             */
            readonly areaShare: number;
            /** @enum {string} */
            readonly class: "same" | "contained" | "contains" | "split" | "conflict";
            /** @description of the legacy network */
            readonly code: string;
            readonly network: string;
            /**
             * Format: double
             * @description of the legacy grid
             */
            readonly populationShare: number;
            /** @description that accepted the crosswalk */
            readonly revision: components["schemas"]["RevisionRef"];
            /** Format: double */
            readonly successorAreaShare: number;
            /** Format: double */
            readonly successorPopulationShare: number;
        };
        readonly LifeSummary: {
            readonly from: components["schemas"]["RevisionRef"];
            readonly name: string;
            /** @description absent while it lasts */
            readonly to?: components["schemas"]["RevisionRef"];
        };
        readonly Lineage: {
            /** @description the revision that all of this is as of */
            readonly at: components["schemas"]["RevisionRef"];
            readonly code: string;
            /** @description every code of the steps, and the grid itself */
            readonly codes: readonly components["schemas"]["CodeLives"][];
            /** @description the part that no grid has */
            readonly ended?: components["schemas"]["Ended"];
            /** @description the unified code whose story it is: the code itself, or the one that a code of another scheme names */
            readonly grid: string;
            readonly issued: components["schemas"]["IssueSummary"];
            /** @description grids of the legacy networks whose ground the grid got when it was accepted, the largest shares first; empty where it came another way */
            readonly legacy: readonly components["schemas"]["LegacyOrigin"][];
            /** @description spans in which a grid had the code; a second one where a revision was reverted */
            readonly lives: readonly components["schemas"]["LifeSummary"][];
            /** @description of the grid, or of the last one that had the code */
            readonly name: string;
            readonly scheme: string;
            /** @description with its check character */
            readonly spoken?: string;
            /**
             * @description elsewhere: brought by a file as in use elsewhere, and never published here
             * @enum {string}
             */
            readonly state: "live" | "retired" | "unused" | "elsewhere";
            /** @description the whole ancestry and all descendants, by revision */
            readonly steps: readonly components["schemas"]["StepSummary"][];
            /** @description grids that have its ground, the largest share first; with ended the shares add up to 1 */
            readonly today: readonly components["schemas"]["Share"][];
        };
        readonly Location: {
            readonly grid: components["schemas"]["GridRef"];
            /** @description the place as an H3 cell of resolution 13 */
            readonly h3: string;
            readonly locationCode: string;
            /** @description a point in it and in the grid, at most 5 m from any other */
            readonly position: components["schemas"]["LocationPosition"];
            readonly revision: components["schemas"]["RevisionRef"];
        };
        readonly LocationPosition: {
            /** @enum {string} */
            readonly datum: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
            /** Format: double */
            readonly lat: number;
            /** Format: double */
            readonly lng: number;
        };
        readonly MatterSummary: {
            readonly county: string;
            /**
             * @description its code, as resolve takes it
             * @example street-lamp
             */
            readonly matter: string;
            /** @example 路灯故障 */
            readonly name: string;
            /** @description that answer for it: the first that has somebody there, in this order */
            readonly networks: readonly string[];
        };
        readonly MergeFigures: {
            /** Format: double */
            readonly borderM: number;
            /** Format: int64 */
            readonly buildingsCut: number;
            /** Format: double */
            readonly compactness: number;
            /** Format: double */
            readonly eitherShare: number;
            /** Format: int64 */
            readonly grids: number;
            readonly histogram: readonly number[];
            /** Format: double */
            readonly j: number;
            /** Format: double */
            readonly legacyShare: number;
            /** Format: double */
            readonly people: number;
            /** Format: double */
            readonly peopleMoved: number;
            /** Format: int64 */
            readonly reachable10: number;
            /** Format: int64 */
            readonly reachable20: number;
            /** Format: double */
            readonly streetShare: number;
            /** Format: int64 */
            readonly survivingWhole: number;
            /** Format: int64 */
            readonly within10: number;
            /** Format: int64 */
            readonly within20: number;
        };
        readonly MergeFinding: {
            readonly codes?: readonly string[];
            readonly kind: string;
            readonly network?: string;
            readonly text: string;
            readonly textZh: string;
        };
        readonly MergeNetworkReport: {
            /** Format: double */
            readonly areaM2: number;
            readonly classes: {
                readonly [key: string]: number;
            };
            /** Format: double */
            readonly covers: number;
            /** Format: int64 */
            readonly grids: number;
            readonly name: string;
            /** Format: int64 */
            readonly noise: number;
            readonly towns?: {
                readonly [key: string]: {
                    readonly [key: string]: number;
                };
            };
            /** Format: double */
            readonly twiceM2: number;
        };
        readonly NamedCode: {
            readonly code: string;
            readonly name: string;
        };
        readonly Nearest: {
            /** @description a point inside */
            readonly at?: [
                number,
                number
            ];
            /**
             * Format: double
             * @description from the position to the nearest point of the grid, clockwise from north
             */
            readonly bearingDeg: number;
            readonly code: string;
            /** @description the same in words */
            readonly direction: components["schemas"]["Direction"];
            /** Format: double */
            readonly distanceM: number;
            readonly name: string;
        };
        readonly NetworkSummary: {
            readonly county: string;
            /** @description of the file that came last */
            readonly datum: string;
            /** Format: int64 */
            readonly grids: number;
            readonly name: string;
        };
        readonly NumberedGrid: {
            /** @description a point inside: the one the numbering goes by */
            readonly at: [
                number,
                number
            ];
            readonly code: string;
            readonly community: string;
            readonly kept: boolean;
            readonly name: string;
            /**
             * Format: int64
             * @description place in the numbering of its community, from 1; 0 where the grid keeps its code
             */
            readonly order: number;
        };
        readonly NumberingPreview: {
            readonly algorithm: string;
            readonly draft?: string;
            /** @description by code */
            readonly items: readonly components["schemas"]["NumberedGrid"][];
            /**
             * Format: int64
             * @description grids that have a code already
             */
            readonly kept: number;
            /**
             * Format: int64
             * @description codes that would be issued
             */
            readonly new: number;
            readonly scheme: string;
        };
        readonly OperationInputBody: {
            /** @description set: the responsible body */
            readonly body?: string;
            /** @description who does this, for the audit log */
            readonly by?: string;
            /**
             * @description of the line
             * @enum {string}
             */
            readonly datum?: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
            /** @description by code; while a grid has none by its name, or as #n. Two of adjust; from and to of transfer; two or more of merge; none of undo; else one */
            readonly grids?: readonly string[];
            /**
             * Format: int64
             * @description set
             */
            readonly households?: number;
            /** @description dissolve: the neighbour that takes the ground; that with the longest common border by default */
            readonly into?: string;
            /**
             * @description set
             * @enum {string}
             */
            readonly kind?: "base" | "dedicated";
            /** @description split, adjust, transfer: longitude and latitude of every point */
            readonly line?: readonly [
                number,
                number
            ][];
            /** @description split: of both parts, the larger one's first; merge and rename: one */
            readonly names?: [
            ] | [
                string
            ] | [
                string,
                string
            ];
            /** @enum {string} */
            readonly op: "split" | "merge" | "dissolve" | "rename" | "set" | "adjust" | "transfer" | "undo";
            /**
             * Format: int64
             * @description set
             */
            readonly population?: number;
            /** @description why, for the audit log */
            readonly reason?: string;
        };
        readonly Options: {
            /** @description grids within 10 % of the target before all else */
            readonly balanceFirst: boolean;
            /** @description that are merged */
            readonly networks: readonly string[];
            /** Format: int64 */
            readonly seed: number;
            /**
             * Format: int64
             * @description of the search for each community; by its size where absent
             */
            readonly steps?: number;
            /** @description whether streets cut faces */
            readonly streets: boolean;
            /**
             * Format: double
             * @description people of a grid
             */
            readonly target: number;
            readonly weights: components["schemas"]["Weights"];
        };
        readonly PageCodeReading: {
            readonly items: readonly components["schemas"]["CodeReading"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageCrosswalkRow: {
            readonly items: readonly components["schemas"]["CrosswalkRow"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageDivisionSummary: {
            readonly items: readonly components["schemas"]["DivisionSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageDraftSummary: {
            readonly items: readonly components["schemas"]["DraftSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageFinding: {
            readonly items: readonly components["schemas"]["Finding"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageGridSummary: {
            readonly items: readonly components["schemas"]["GridSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageHit: {
            readonly items: readonly components["schemas"]["Hit"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageImportSummary: {
            readonly items: readonly components["schemas"]["ImportSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageMatterSummary: {
            readonly items: readonly components["schemas"]["MatterSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageNetworkSummary: {
            readonly items: readonly components["schemas"]["NetworkSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PagePost: {
            readonly items: readonly components["schemas"]["Post"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageProposalGrid: {
            readonly items: readonly components["schemas"]["ProposalGrid"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageProposalSummary: {
            readonly items: readonly components["schemas"]["ProposalSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageRevisionSummary: {
            readonly items: readonly components["schemas"]["RevisionSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageSchemeSummary: {
            readonly items: readonly components["schemas"]["SchemeSummary"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageStaff: {
            readonly items: readonly components["schemas"]["Staff"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly PageUnattended: {
            readonly items: readonly components["schemas"]["Unattended"][];
            /** @description ask on with this cursor; absent on the last page */
            readonly next?: string;
        };
        readonly Passed: {
            /** @description of the post; absent where there is none */
            readonly network?: string;
            /**
             * @description none: there is no such post
             * @enum {string}
             */
            readonly reason: "leave" | "vacant" | "notBegun" | "ended" | "none";
            /** @enum {string} */
            readonly rule: "primary" | "deputy" | "head" | "communityDuty" | "townDuty" | "countyDuty";
            /**
             * Format: date-time
             * @description when that ends, where it is known
             */
            readonly until?: string;
        };
        readonly Person: {
            /** @description the network that they answer for, where their post is of another */
            readonly for?: string;
            /** @description masked unless public */
            readonly name: string;
            /** @description business line */
            readonly network: string;
            /** @description with trace: who would come first, and why they do not answer */
            readonly passedOver?: readonly components["schemas"]["Passed"][];
            /** @description masked unless public */
            readonly phone: string;
            /** @enum {string} */
            readonly role: "officer" | "police" | "urban" | "head" | "secretary" | "micro" | "block" | "duty";
            /**
             * @description why this person
             * @enum {string}
             */
            readonly rule: "primary" | "deputy" | "head" | "communityDuty" | "townDuty" | "countyDuty";
        };
        readonly Position: {
            /** @enum {string} */
            readonly datum: "cgcs2000";
            /**
             * @description datum of the request
             * @enum {string}
             */
            readonly given: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
            /** Format: double */
            readonly lat: number;
            /** Format: double */
            readonly lng: number;
            /**
             * Format: double
             * @description metres between the given numbers and the position
             */
            readonly shiftM: number;
        };
        readonly Post: {
            /** @description stands in for the primary */
            readonly deputy: boolean;
            /** Format: date-time */
            readonly from?: string;
            /**
             * Format: int64
             * @description of this version of the posting: a change gives it another one
             */
            readonly id: number;
            /**
             * Format: date-time
             * @description of a leave that is, was or will be
             */
            readonly leaveFrom?: string;
            /**
             * Format: date-time
             * @description absent where the end of the leave is open
             */
            readonly leaveUntil?: string;
            readonly network: string;
            /** @description absent where the post is vacant */
            readonly officer?: components["schemas"]["Staff"];
            /** @enum {string} */
            readonly role: "officer" | "police" | "urban" | "head" | "secretary" | "micro" | "block" | "duty";
            /**
             * @description now; a leave ends by itself
             * @enum {string}
             */
            readonly state: "active" | "leave" | "vacant" | "notBegun" | "ended";
            /** @description code of a grid or division */
            readonly target: string;
            /** @description empty where the code is retired */
            readonly targetName: string;
            /**
             * Format: date-time
             * @description when it ends; absent while that is open
             */
            readonly to?: string;
        };
        readonly PostingChange: {
            /** @description who does this, for the audit log */
            readonly by?: string;
            /**
             * @description leave: its first day in China, or a time (RFC 3339); now by default
             * @example 2026-12-01
             */
            readonly from?: string;
            /** @description fill: the roster's number of who takes the post */
            readonly officer?: string;
            /** @description why, for the audit log */
            readonly reason?: string;
            /**
             * @description leave: its last day, or a time; open by default. It ends by itself
             * @example 2026-12-05
             */
            readonly until?: string;
        };
        readonly PostingsMoved: {
            /** Format: int64 */
            readonly ended: number;
            /** Format: int64 */
            readonly moved: number;
        };
        readonly Problem: {
            /** @description of a position outside, with accuracy: the grids that the circle reaches all the same, the largest share first */
            readonly candidates?: readonly components["schemas"]["Candidate"][];
            /** @description what went wrong and how to mend it, in English and Chinese where people read it */
            readonly detail?: string;
            /** @description of a code that is not there: those one typing error away, the likeliest first */
            readonly didYouMean?: readonly string[];
            /** @description of a retired code: the part that no grid has */
            readonly ended?: components["schemas"]["Ended"];
            /** @description every parameter, row or place at fault */
            readonly errors?: readonly components["schemas"]["Invalid"][];
            /** @description of a position outside: the nearest grid */
            readonly nearest?: components["schemas"]["Nearest"];
            /** @description as in the service's log */
            readonly requestId?: string;
            /** Format: int64 */
            readonly status: number;
            readonly title: string;
            /** @description of a retired code: the grids that have its ground */
            readonly today?: readonly components["schemas"]["Share"][];
            /** @description /problems/parameters, /problems/check, /problems/retired, /problems/outside, /problems/unpublished, /problems/rows, /problems/coverage, or about:blank where the status says it all */
            readonly type: string;
        };
        readonly Progress: {
            /** Format: int64 */
            readonly done: number;
            readonly stage?: string;
            /** @enum {string} */
            readonly state: "waiting" | "running" | "done" | "cancelled" | "failed";
            /** Format: int64 */
            readonly total?: number;
        };
        readonly ProposalComparison: {
            /** @description numbers of the first proposal's grids that the other does not have */
            readonly grids: readonly number[];
            /** @description numbers of the other's grids that the first does not have */
            readonly others: readonly number[];
            /**
             * Format: int64
             * @description grids on the same ground in both
             */
            readonly same: number;
            /**
             * Format: double
             * @description who live in those, as the first proposal has it
             */
            readonly samePeople: number;
        };
        readonly ProposalDetails: {
            /**
             * Format: date-time
             * @description when it was asked for, or stored
             */
            readonly at: string;
            /** @description network against which moved people are counted */
            readonly base: string;
            readonly by: string;
            readonly county: string;
            /**
             * Format: int64
             * @description of the stage
             */
            readonly done: number;
            /** @description that was made of it last */
            readonly draft?: string;
            /**
             * Format: int64
             * @description 0 until it is stored
             */
            readonly grids: number;
            readonly id: string;
            readonly name?: string;
            readonly options: components["schemas"]["Options"];
            /** @description why it failed; nothing was stored then */
            readonly problem?: components["schemas"]["Problem"];
            readonly reason?: string;
            /** @description once it is stored */
            readonly report?: components["schemas"]["Report"];
            /** @description of a running one */
            readonly stage?: string;
            /**
             * @description cancelled: it is the best that was found until then
             * @enum {string}
             */
            readonly state: "waiting" | "running" | "done" | "cancelled" | "failed";
            /**
             * Format: int64
             * @description of the stage; absent where it is not known
             */
            readonly total?: number;
        };
        readonly ProposalGrid: {
            /** Format: double */
            readonly areaM2: number;
            /** @description a point inside */
            readonly at: [
                number,
                number
            ];
            readonly community: string;
            readonly communityName: string;
            /**
             * Format: double
             * @description people above or below the target, as a share of it
             */
            readonly deviation: number;
            /** Format: int64 */
            readonly households: number;
            /** @enum {string} */
            readonly kind: "base" | "dedicated";
            /** @description the base network's grid that most of its people are from */
            readonly main?: string;
            /**
             * Format: double
             * @description of its people who are not from there
             */
            readonly movedShare: number;
            readonly name: string;
            /**
             * Format: int64
             * @description from 1; what names it while it has no code
             */
            readonly number: number;
            /** Format: double */
            readonly people: number;
            /**
             * @description why it is out of the band of 20 %; absent within it
             * @enum {string}
             */
            readonly reason?: "tower" | "small community" | "no whole number fits" | "cut off by shape" | "chosen";
            readonly town: string;
        };
        readonly ProposalQuestion: {
            /** @description grids within 10 % of the target before all else */
            readonly balanceFirst?: boolean;
            /** @description network against which moved people are counted, and whose dedicated grids are kept; the first of networks by default */
            readonly base?: string;
            /** @description who does this, for the audit log */
            readonly by?: string;
            /** @description the only one there is by default */
            readonly county?: string;
            /** @description for people to tell proposals apart */
            readonly name?: string;
            /** @description legacy networks to be merged; all of the county by default */
            readonly networks?: readonly string[];
            /** @description why, for the audit log */
            readonly reason?: string;
            /**
             * Format: int64
             * @description another seed, another proposal
             * @default 1
             */
            readonly seed: number;
            /**
             * Format: int64
             * @description of the search for each community; by its size by default
             */
            readonly steps?: number;
            /**
             * @description let streets cut faces
             * @default true
             */
            readonly streets: boolean;
            /**
             * Format: double
             * @description people of a grid
             * @default 600
             */
            readonly target: number;
            /** @description factors on the terms of the objective, not all 0 */
            readonly weights?: components["schemas"]["WeightsGiven"];
        };
        readonly ProposalSummary: {
            /**
             * Format: date-time
             * @description when it was asked for, or stored
             */
            readonly at: string;
            /** @description network against which moved people are counted */
            readonly base: string;
            readonly by: string;
            readonly county: string;
            /**
             * Format: int64
             * @description of the stage
             */
            readonly done: number;
            /** @description that was made of it last */
            readonly draft?: string;
            /**
             * Format: int64
             * @description 0 until it is stored
             */
            readonly grids: number;
            readonly id: string;
            readonly name?: string;
            readonly options: components["schemas"]["Options"];
            /** @description why it failed; nothing was stored then */
            readonly problem?: components["schemas"]["Problem"];
            readonly reason?: string;
            /** @description of a running one */
            readonly stage?: string;
            /**
             * @description cancelled: it is the best that was found until then
             * @enum {string}
             */
            readonly state: "waiting" | "running" | "done" | "cancelled" | "failed";
            /**
             * Format: int64
             * @description of the stage; absent where it is not known
             */
            readonly total?: number;
        };
        readonly PublishedDraft: {
            /**
             * Format: int64
             * @description rows of the crosswalk from the legacy networks
             */
            readonly crosswalk: number;
            /**
             * Format: int64
             * @description codes that were issued for it
             */
            readonly issued: number;
            /**
             * Format: int64
             * @description steps of the lineage between unified grids
             */
            readonly lineage: number;
            readonly revision: components["schemas"]["RevisionSummary"];
        };
        readonly Range: {
            readonly disallowed?: boolean;
            readonly en: string;
            /** Format: int64 */
            readonly from: number;
            /** Format: int64 */
            readonly to: number;
            readonly undivided?: boolean;
            readonly zh: string;
        };
        readonly Readiness: {
            /**
             * Format: int64
             * @description since the database last confirmed that this is its present map; 0 or 1 while it answers
             */
            readonly ageSeconds: number;
            /** Format: date-time */
            readonly publishedAt: string;
            /** Format: int64 */
            readonly revision: number;
            /** @enum {string} */
            readonly status: "ready";
        };
        readonly Recode: {
            readonly name: string;
            readonly new: string;
            readonly old: string;
        };
        readonly Recoding: {
            /** Format: int64 */
            readonly base: number;
            readonly changes: readonly components["schemas"]["DivisionChange"][];
            readonly closed: readonly string[];
            readonly county: string;
            readonly digest: components["schemas"]["RecodingDigest"];
            readonly divisions: readonly components["schemas"]["Redivision"][];
            readonly grids: readonly components["schemas"]["Recode"][];
            readonly postings: components["schemas"]["PostingsMoved"];
        };
        readonly RecodingDigest: {
            readonly divisions: string;
            readonly grids: string;
            readonly ledger: string;
            readonly reserves: string;
        };
        readonly RecodingOrder: {
            /** Format: int64 */
            readonly base: number;
            /** @description who does this, for the audit log */
            readonly by: string;
            readonly changes: readonly components["schemas"]["DivisionChange"][];
            readonly closed: readonly string[];
            readonly county: string;
            readonly digest: components["schemas"]["RecodingDigest"];
            readonly divisions: readonly components["schemas"]["Redivision"][];
            readonly grids: readonly components["schemas"]["Recode"][];
            readonly postings: components["schemas"]["PostingsMoved"];
            /** @description why, for the audit log */
            readonly reason?: string;
        };
        readonly RecodingQuestion: {
            /** @description the same code twice renames; several old codes with one new code are merged there; the code of a grid as the old one moves it to the community */
            readonly changes: [
                components["schemas"]["DivisionChange"],
                ...components["schemas"]["DivisionChange"][]
            ];
            /** @description the only one there is by default */
            readonly county?: string;
        };
        readonly Redivision: {
            /** Format: int64 */
            readonly grids: number;
            readonly level: string;
            readonly name: string;
            readonly new: string;
            readonly old: readonly string[];
        };
        readonly Report: {
            readonly areaBalanced: boolean;
            readonly base: components["schemas"]["MergeFigures"];
            /** Format: int64 */
            readonly faces: number;
            /** Format: double */
            readonly facesM2: number;
            readonly findings: readonly components["schemas"]["MergeFinding"][];
            /** Format: double */
            readonly groundM2: number;
            readonly networks: readonly components["schemas"]["MergeNetworkReport"][];
            readonly outOfBand: {
                readonly [key: string]: number;
            };
            readonly proposal: components["schemas"]["MergeFigures"];
            /** Format: int64 */
            readonly slivers: number;
        };
        readonly Resolution: {
            /** @description with accuracy: whether the grid holds less than ambiguousBelow of the circle */
            readonly ambiguous?: boolean;
            /**
             * Format: date-time
             * @description since when all of this is so: asked again with at= this moment, the same bytes come back, whatever was published or changed since
             */
            readonly at: string;
            readonly border: components["schemas"]["Border"];
            /** @description with accuracy: the grids within the circle, the largest share first; what is missing to 1 lies in no grid */
            readonly candidates?: readonly components["schemas"]["Candidate"][];
            readonly grid: components["schemas"]["GridRef"];
            /**
             * @description the place inside the grid, to 8 m, in 6 digits or, of a grid more than 4 km across, more; /v1/grids/{code}/locations/{locationCode} leads back
             * @example 284106
             */
            readonly locationCode: string;
            readonly path: readonly components["schemas"]["Step"][];
            readonly people: readonly components["schemas"]["Person"][];
            readonly position: components["schemas"]["Position"];
            readonly revision: components["schemas"]["RevisionRef"];
            /** @description with trace: how the answer came about */
            readonly trace?: readonly components["schemas"]["TraceStep"][];
        };
        readonly RevisionNote: {
            readonly by: string;
            /** Format: int64 */
            readonly number: number;
            /** Format: date-time */
            readonly publishedAt: string;
            readonly reason?: string;
        };
        readonly RevisionRef: {
            /** Format: int64 */
            readonly number: number;
            /** Format: date-time */
            readonly publishedAt: string;
        };
        readonly RevisionSummary: {
            readonly by: string;
            readonly county: string;
            /** Format: int64 */
            readonly number: number;
            /** Format: date-time */
            readonly publishedAt: string;
            readonly reason?: string;
            /**
             * Format: int64
             * @description the revision whose state it restored
             */
            readonly reverts?: number;
            readonly tally: components["schemas"]["Tally"];
        };
        readonly SchemeSummary: {
            /** @description counties that issue codes of it beside the unified ones */
            readonly adopted: readonly components["schemas"]["AdoptionSummary"][];
            /**
             * Format: int64
             * @description of a grid's code
             */
            readonly digits: number;
            readonly en: string;
            /**
             * Format: int64
             * @description codes in the ledger
             */
            readonly issued: number;
            readonly name: string;
            /** @description a grid's key; codes of all other schemes stand beside it */
            readonly own: boolean;
            /** @description from the left */
            readonly segments: readonly components["schemas"]["Segment"][];
            /** @description the standard that says so */
            readonly source?: string;
            readonly zh: string;
        };
        readonly Segment: {
            readonly en: string;
            readonly name: string;
            readonly ranges: readonly components["schemas"]["Range"][];
            /** Format: int64 */
            readonly width: number;
            readonly zh: string;
        };
        readonly Share: {
            /** Format: double */
            readonly areaShare: number;
            readonly code: string;
            readonly name: string;
            /** Format: double */
            readonly populationShare: number;
        };
        readonly Staff: {
            readonly county: string;
            /** @description the roster's own number */
            readonly id: string;
            /** @description masked unless public */
            readonly name: string;
            /** @description masked unless public */
            readonly phone: string;
        };
        readonly Step: {
            readonly code: string;
            /** @enum {string} */
            readonly level: "county" | "town" | "community";
            readonly name: string;
        };
        readonly StepSummary: {
            /**
             * Format: double
             * @description of the predecessor
             */
            readonly areaShare: number;
            /** @enum {string} */
            readonly kind: "split" | "merge" | "recode" | "dissolve" | "partition" | "reshape" | "revert" | "end";
            /**
             * Format: double
             * @description of the predecessor
             */
            readonly populationShare: number;
            readonly predecessor: components["schemas"]["NamedCode"];
            readonly revision: components["schemas"]["RevisionNote"];
            /** @description absent where no grid has the ground any more */
            readonly successor?: components["schemas"]["NamedCode"];
            /** Format: double */
            readonly successorAreaShare: number;
            /** Format: double */
            readonly successorPopulationShare: number;
        };
        readonly StoredCheck: {
            /** @description the only one there is by default */
            readonly county?: string;
            /** @description a legacy network; unified by default */
            readonly network?: string;
        };
        readonly StreetCell: {
            /** Format: double */
            readonly alongM: number;
            readonly code: string;
            /** Format: double */
            readonly throughM: number;
        };
        readonly StreetReport: {
            readonly cells: readonly components["schemas"]["StreetCell"][];
            /** Format: double */
            readonly lengthM: number;
            readonly name: string;
            /** Format: double */
            readonly uncoveredM: number;
        };
        readonly Tally: {
            /** Format: int64 */
            readonly added: number;
            /** Format: int64 */
            readonly changed: number;
            /** Format: int64 */
            readonly removed: number;
            /** Format: int64 */
            readonly unchanged: number;
        };
        readonly TileJSON: {
            readonly bounds: [
                number,
                number,
                number,
                number
            ];
            readonly center: [
                number,
                number,
                number
            ];
            /** Format: int32 */
            readonly maxzoom: number;
            /** Format: int32 */
            readonly minzoom: number;
            readonly name: string;
            readonly tilejson: string;
            readonly tiles: readonly string[];
            readonly vector_layers: readonly components["schemas"]["VectorLayer"][];
        };
        readonly TraceStep: {
            readonly en: string;
            /** @enum {string} */
            readonly step: "given" | "conversion" | "rounding" | "owner" | "border" | "accuracy" | "people" | "locationCode" | "revision";
            readonly zh: string;
        };
        readonly Unattended: {
            /** @description who answers instead; absent where nobody does */
            readonly answers?: components["schemas"]["Person"];
            readonly code: string;
            /** @enum {string} */
            readonly kind: "nobodyThere" | "onRetired";
            readonly name: string;
            /** @description empty where nobody is posted on the grid for any */
            readonly network: string;
            /** @description why neither primary nor deputy is there */
            readonly passedOver?: readonly components["schemas"]["Passed"][];
            /** @description of onRetired: to be posted elsewhere */
            readonly posting?: components["schemas"]["Post"];
            /** @description of onRetired: the grids that have the ground now */
            readonly today?: readonly components["schemas"]["Share"][];
        };
        readonly VectorLayer: {
            readonly fields: {
                readonly [key: string]: string;
            };
            readonly id: string;
            /** Format: int32 */
            readonly maxzoom: number;
            /** Format: int32 */
            readonly minzoom: number;
        };
        readonly Weights: {
            /** Format: double */
            readonly balance: number;
            /** Format: double */
            readonly border: number;
            /** Format: double */
            readonly legacy: number;
            /** Format: double */
            readonly moved: number;
            /** Format: double */
            readonly street: number;
        };
        readonly WeightsGiven: {
            /**
             * Format: double
             * @description the distance from the target and its bands
             * @default 1
             */
            readonly balance: number;
            /**
             * Format: double
             * @description length of inner borders
             * @default 1
             */
            readonly border: number;
            /**
             * Format: double
             * @description the same along a border of a legacy network
             * @default 1
             */
            readonly legacy: number;
            /**
             * Format: double
             * @description people who change their grid of the base network
             * @default 1
             */
            readonly moved: number;
            /**
             * Format: double
             * @description how much cheaper a border is along a street: 0 as any other, 1 half price, 2 free
             * @default 1
             */
            readonly street: number;
        };
        readonly Words: {
            readonly en: string;
            readonly zh: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly health: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly metrics: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/plain": string;
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly openapi: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The document */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readiness: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly tileJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly layer: "county" | "towns" | "communities" | "divisions" | "grids";
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description TileJSON */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TileJSON"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly tile: {
        readonly parameters: {
            readonly query?: {
                /** @description the present revision; the answer may then be kept for an hour */
                readonly rev?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly layer: "county" | "towns" | "communities" | "divisions" | "grids";
                readonly x: number;
                readonly y: number;
                readonly z: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The tile */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description Nothing is here */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly check: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["StoredCheck"];
                readonly "multipart/form-data": {
                    /**
                     * Format: binary
                     * @description polygons that no border should cut
                     */
                    readonly buildings?: string;
                    /** @description of the files */
                    readonly datum?: string;
                    /** @description of a Shapefile's text */
                    readonly encoding?: string;
                    /**
                     * Format: binary
                     * @description list of codes that must be there
                     */
                    readonly expect?: string;
                    /** @description GeoJSON, Shapefile (.zip, or its parts), GeoPackage or KML; CSV or XLSX for tables; several are taken together */
                    readonly file: readonly string[];
                    /** @description property that names a cell */
                    readonly id?: string;
                    /**
                     * Format: binary
                     * @description what the cells must fill; sent again, the level above
                     */
                    readonly parent?: string;
                    /**
                     * Format: binary
                     * @description lines that the cells must cover
                     */
                    readonly streets?: string;
                    /** @description parameters of a datum whose way to CGCS2000 is not public */
                    readonly towgs84?: string;
                };
            };
        };
        readonly responses: {
            /** @description The faults found */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CheckReport"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readCode: {
        readonly parameters: {
            readonly query: {
                /** @description a revision's number, a date (the end of that day, UTC+8) or a time (RFC 3339); now by default */
                readonly at?: string;
                /** @description as it stands somewhere: of any scheme, with or without its check character, or of a legacy network */
                readonly code: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageCodeReading"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCode: {
        readonly parameters: {
            readonly query?: {
                /** @description a revision's number, a date (the end of that day, UTC+8) or a time (RFC 3339); now by default */
                readonly at?: string;
                /** @description of a legacy network, where several counties have one of that name and code */
                readonly county?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly code: string;
                /** @description unified, or a legacy network */
                readonly network: string;
                /** @description of the unified network: cn15 or another; legacy of any other network */
                readonly scheme: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CodeReading"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listFindings: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
                /** @description share of a grid's ground or people beyond which the open draft's grid of the same code looks like another one */
                readonly threshold?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageFinding"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly previewCodes: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
                /** @description the county's newest open one by default */
                readonly draft?: string;
                /** @description number the published grids in this adopted scheme; a draft in cn15 by default */
                readonly scheme?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NumberingPreview"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSchemes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageSchemeSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCrosswalk: {
        readonly parameters: {
            readonly query?: {
                readonly class?: "same" | "contained" | "contains" | "split" | "conflict" | "orphan" | "uncovered";
                /** @description of a unified grid */
                readonly code?: string;
                /** @description the only one there is by default */
                readonly county?: string;
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description code of a legacy grid */
                readonly legacyCode?: string;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description a legacy network */
                readonly network?: string;
                /** @description part of a legacy code, or beginning of a unified one */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageCrosswalkRow"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly crosswalkCsv: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly crosswalkGeoJson: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/geo+json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly crosswalkXlsx: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDivisions: {
        readonly parameters: {
            readonly query?: {
                /** @description next of the page before */
                readonly cursor?: string;
                readonly level?: "county" | "town" | "community";
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description code of the division above */
                readonly parent?: string;
                /** @description part of the name or beginning of the code */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageDivisionSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDivision: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DivisionDetails"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly qrZip: {
        readonly parameters: {
            readonly query?: {
                /** @description png: a PNG too for each grid, without caption */
                readonly format?: "svg" | "png";
                /** @description error correction: L 7 %, M 15 %, Q 25 %, H 30 % */
                readonly level?: "L" | "M" | "Q" | "H";
            };
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The zip */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/zip": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listDrafts: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
                /** @description next of the page before */
                readonly cursor?: string;
                /** @description most items in the answer */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageDraftSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly beginDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["BeginInputBody"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftDetails"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly discardDraft: {
        readonly parameters: {
            readonly query?: {
                /** @description who does this, for the audit log */
                readonly by?: string;
                /** @description why, for the audit log */
                readonly reason?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly issueCodes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["By"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["IssuedCodes"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OperationInputBody"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ChangedDraft"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly publishDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["By"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PublishedDraft"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listGrids: {
        readonly parameters: {
            readonly query?: {
                /** @description code of a community */
                readonly community?: string;
                /** @description next of the page before */
                readonly cursor?: string;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description beginning of the code */
                readonly prefix?: string;
                /** @description part of the name or beginning of the code */
                readonly q?: string;
                /** @description code of a town or street */
                readonly town?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageGridSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getGrid: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["GridDetails"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Gone */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLineage: {
        readonly parameters: {
            readonly query?: {
                /** @description a revision's number, a date (the end of that day, UTC+8) or a time (RFC 3339); now by default */
                readonly at?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Lineage"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getLocation: {
        readonly parameters: {
            readonly query?: {
                /** @description in which the position is wanted */
                readonly datum?: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
            };
            readonly header?: never;
            readonly path: {
                readonly code: string;
                /** @description as resolve gave it */
                readonly locationCode: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Location"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Gone */
            readonly 410: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly qrPng: {
        readonly parameters: {
            readonly query?: {
                /** @description error correction: L 7 %, M 15 %, Q 25 %, H 30 % */
                readonly level?: "L" | "M" | "Q" | "H";
                /** @description pixels wide and high, 200 to 4096 */
                readonly size?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The QR code */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/png": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly qrSvg: {
        readonly parameters: {
            readonly query?: {
                /** @description true: with name and code below, for printing */
                readonly caption?: "true" | "false";
                /** @description error correction: L 7 %, M 15 %, Q 25 %, H 30 % */
                readonly level?: "L" | "M" | "Q" | "H";
            };
            readonly header?: never;
            readonly path: {
                readonly code: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The QR code */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "image/svg+xml": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly heatmap: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HeatQuestion"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HeatMap"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listImports: {
        readonly parameters: {
            readonly query?: {
                /** @description next of the page before */
                readonly cursor?: string;
                /** @description most items in the answer */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageImportSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly startImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "multipart/form-data": {
                    /** @description leave rows out that cannot be taken */
                    readonly acceptRows?: boolean;
                    /** @description who does this, for the audit log */
                    readonly by?: string;
                    /** @description the only one there is by default */
                    readonly county?: string;
                    /** @description cgcs2000, wgs84, gcj02, bd09 or EPSG:n; by default as the files say */
                    readonly datum?: string;
                    /** @description of a Shapefile's or table's text: utf-8, gbk or gb18030; by default the file is looked at */
                    readonly encoding?: string;
                    /** @description column of a field, here of the code; field.name and so on likewise */
                    readonly "field.code"?: string;
                    /** @description GeoJSON, Shapefile (.zip, or its parts), GeoPackage or KML; CSV or XLSX for tables; several are taken together */
                    readonly file: readonly string[];
                    /** @description of grids; unified by default */
                    readonly network?: string;
                    /** @description why, for the audit log */
                    readonly reason?: string;
                    /** @description of codes whose rows name none; cn15 by default */
                    readonly scheme?: string;
                    /** @description parameters dx,dy,dz[,rx,ry,rz,s] of a datum whose way to CGCS2000 is not public */
                    readonly towgs84?: string;
                    /** @description take layers that lie off the county's outline as another datum would bring them */
                    readonly trustDatum?: boolean;
                    /** @enum {string} */
                    readonly what: "divisions" | "grids" | "officers" | "postings" | "streets" | "buildings" | "codes" | "matters";
                };
            };
        };
        readonly responses: {
            /** @description The import is queued; Location is its address */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getImport: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ImportSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly importEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A stream of events */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listMatters: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageMatterSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listNetworks: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageNetworkSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listOfficers: {
        readonly parameters: {
            readonly query?: {
                /** @description next of the page before */
                readonly cursor?: string;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description the number or its beginning, the whole name, or what is shown of name and phone */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageStaff"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listPostings: {
        readonly parameters: {
            readonly query?: {
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description most items in the answer */
                readonly limit?: number;
                readonly network?: string;
                /** @description the roster's number */
                readonly officer?: string;
                /** @description now */
                readonly state?: "active" | "leave" | "vacant" | "notBegun" | "ended";
                /** @description code of a grid or division */
                readonly target?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PagePost"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly fillPosting: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PostingChange"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly leavePosting: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PostingChange"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly returnPosting: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PostingChange"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly vacatePosting: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: number;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PostingChange"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listProposals: {
        readonly parameters: {
            readonly query?: {
                /** @description the only one there is by default */
                readonly county?: string;
                /** @description next of the page before */
                readonly cursor?: string;
                /** @description most items in the answer */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageProposalSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly startProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProposalQuestion"];
            };
        };
        readonly responses: {
            /** @description Accepted */
            readonly 202: {
                headers: {
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposalSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposalDetails"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteProposal: {
        readonly parameters: {
            readonly query?: {
                /** @description who does this, for the audit log */
                readonly by?: string;
                /** @description why, for the audit log */
                readonly reason?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly cancelProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Accepted */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposalSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly compareProposals: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
                readonly other: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProposalComparison"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listProposalCrosswalk: {
        readonly parameters: {
            readonly query?: {
                readonly class?: "same" | "contained" | "contains" | "split" | "conflict" | "orphan" | "uncovered";
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description code of a legacy grid */
                readonly legacyCode?: string;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description a legacy network */
                readonly network?: string;
                /** @description of a grid of the proposal */
                readonly number?: number;
                /** @description part of a legacy code, or beginning of a unified one */
                readonly q?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageCrosswalkRow"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly proposalCrosswalkCsv: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/csv": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly proposalCrosswalkGeoJson: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/geo+json": {
                        readonly [key: string]: unknown;
                    };
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly proposalCrosswalkXlsx: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The file */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                };
            };
            /** @description As it was */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly draftProposal: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["By"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly Location?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["DraftSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly proposalEvents: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A stream of events */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "text/event-stream": string;
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listProposalGrids: {
        readonly parameters: {
            readonly query?: {
                /** @description code of a community */
                readonly community?: string;
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description true: those more than 20 % off the target alone */
                readonly outOfBand?: boolean;
                /** @description code of a town or street */
                readonly town?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly id: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageProposalGrid"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly applyRecoding: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RecodingOrder"];
            };
        };
        readonly responses: {
            /** @description Created */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["RevisionSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly previewRecoding: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["RecodingQuestion"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Recoding"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Forbidden */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Conflict */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unprocessable Entity */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly reportUnattended: {
        readonly parameters: {
            readonly query?: {
                /** @description a date (the end of that day, UTC+8) or a time (RFC 3339), by the roster as it stands now: who will be on leave then; now by default */
                readonly at?: string;
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description every grid is asked about this one; by default about the networks with posts on it */
                readonly network?: string;
                /** @description code of a division or grid: only codes that begin so */
                readonly within?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageUnattended"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resolve: {
        readonly parameters: {
            readonly query: {
                /** @description radius in metres of the circle that has the true place with 68 %, as telephones tell it: the answer then names the candidates within */
                readonly accuracy?: number;
                /** @description with accuracy: the share of the circle that the grid needs, else the answer is ambiguous */
                readonly ambiguousBelow?: number;
                /** @description the map and the people of then: a revision's number (its last moment), a date (the end of that day, UTC+8) or a time (RFC 3339); now by default */
                readonly at?: string;
                /** @description what the numbers mean; it is never guessed, since a wrong one is another grid */
                readonly datum: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
                /** @description latitude in degrees, -90 to 90 */
                readonly lat: number;
                /** @description longitude in degrees, -180 to 180 */
                readonly lng: number;
                /** @description only the people who answer for this kind of matter (see /v1/matters); instead of network */
                readonly matter?: string;
                /** @description only the people of this network */
                readonly network?: string;
                /** @description explain the answer step by step */
                readonly trace?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Resolution"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not Found */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly resolveMany: {
        readonly parameters: {
            readonly query?: {
                /** @description radius in metres of the circle that has the true place with 68 %, as telephones tell it: the answer then names the candidates within */
                readonly accuracy?: number;
                /** @description with accuracy: the share of the circle that the grid needs, else the answer is ambiguous */
                readonly ambiguousBelow?: number;
                /** @description the map and the people of then: a revision's number (its last moment), a date (the end of that day, UTC+8) or a time (RFC 3339); now by default */
                readonly at?: string;
                /** @description tell the distance to the grid's border too (in a CSV: column borderM), which takes several times as long */
                readonly border?: boolean;
                /** @description of positions that do not name theirs */
                readonly datum?: "cgcs2000" | "wgs84" | "gcj02" | "bd09";
                /** @description of a CSV: column of the datum; datum, 坐标系 by default */
                readonly datumColumn?: string;
                /** @description of a CSV: column of the latitude; lat, latitude, 纬度 and the like by default */
                readonly lat?: string;
                /** @description of a CSV: column of the longitude; lng, lon, longitude, 经度 and the like by default */
                readonly lng?: string;
                /** @description only the people of this network */
                readonly network?: string;
                /** @description each answer is that of GET /v1/resolve, with the people; not of a CSV */
                readonly people?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": readonly components["schemas"]["Asked"][];
                readonly "application/x-ndjson": components["schemas"]["Asked"];
                readonly "text/csv": string;
            };
        };
        readonly responses: {
            /** @description The answers */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["Answer"][];
                    readonly "application/x-ndjson": components["schemas"]["Answer"];
                    readonly "text/csv": string;
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Request Entity Too Large */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Unsupported Media Type */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listRevisions: {
        readonly parameters: {
            readonly query?: {
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description most items in the answer */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageRevisionSummary"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly search: {
        readonly parameters: {
            readonly query: {
                /** @description next of the page before */
                readonly cursor?: number;
                /** @description most items in the answer */
                readonly limit?: number;
                /** @description code, beginning of a code, or part of a name; old codes too */
                readonly q: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PageHit"];
                };
            };
            /** @description Bad Request */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Internal Server Error */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Service Unavailable */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
